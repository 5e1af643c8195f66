-- without-transaction
-- Building an index inside a transaction would hold up every write of a large read model. Whatever a start that was killed left behind goes first: it may
-- be an index that is not valid.
drop index concurrently if exists ticket_view_archivable;

-- Cases that may be archived, the oldest first. It names nothing that a command changes, but for the end of a case.
create index concurrently ticket_view_archivable on ticket_view (created_at, id) where settled and not archived;
