-- What queue shards are rebuilt from (docs/architecture.md section 4): which cases wait where, and which agents there are.

-- The case as queues and agents are told of it, JSON; null when it neither waits nor is held, nobody lost it and nobody misses it.
alter table ticket_view add column if not exists waits boolean not null default false;
alter table ticket_view add column if not exists routing text;
-- Somebody has to act and no queue has the case. A column of its own, because an index on the routing text would change with every command.
alter table ticket_view add column if not exists unrouted boolean not null default false;

create table if not exists agent_view (
    agent_id text not null primary key,
    stream_id uuid not null unique,
    projection integer not null,
    version integer not null,
    -- The agent as queues know him, JSON. Holds no name.
    status text not null
) with (
    -- Every assignment changes it, and no indexed column of it.
    fillfactor = 50,
    autovacuum_vacuum_scale_factor = 0.05
);

-- The key of the tickets that open a live stream: the same for every process, born with the database.
create table if not exists stream_ticket_key (
    only_row boolean not null primary key default true check (only_row),
    key bytea not null
);

insert into stream_ticket_key (key)
select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) on conflict do nothing;
