-- without-transaction
-- Building an index inside a transaction would hold up every write of a large read model. Whatever a start that was killed left behind goes first: it may
-- be an index that is not valid.
drop index concurrently if exists ticket_view_armed;

-- A shard of the wheel that starts reads its own cases and nothing else. The index names only what hardly ever changes: with the time in it, every command
-- that moves a deadline would write to every index of the table.
create index concurrently ticket_view_armed on ticket_view ((get_byte(uuid_send(id), 15) % 16)) where armed;
