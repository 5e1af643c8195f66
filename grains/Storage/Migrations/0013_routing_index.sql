-- without-transaction
-- Building an index inside a transaction would hold up every write of a large read model. Whatever a start that was killed left behind goes first: it may
-- be an index that is not valid.
drop index concurrently if exists ticket_view_waits;
drop index concurrently if exists ticket_view_unrouted;

-- A shard that starts reads its own waiting cases and nothing else, however many were ever in the queue.
create index concurrently ticket_view_waits on ticket_view (queue) where waits;

-- Nearly always empty: looked through each minute.
create index concurrently ticket_view_unrouted on ticket_view (id) where unrouted;
