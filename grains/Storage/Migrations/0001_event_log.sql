-- The log: the truth. One row per command; everything else in this database is derived from it or can be rebuilt.
-- json, not jsonb: rows are read as a whole and never queried inside, json keeps the bytes as they were written, and appending is about 1.5 times as fast.
create table if not exists event_log (
    stream_kind smallint not null,
    stream_id uuid not null,
    seq int not null check (seq > 0),
    tx xid8 not null default pg_current_xact_id(),
    position bigint not null generated always as identity,
    at timestamptz not null,
    actor text not null,
    command_id uuid not null,
    trace_id text,
    data json not null,
    personal json,
    -- The fence: of two activations that append the same version, one fails here.
    primary key (stream_id, seq)
);

-- The order of the log. The extra columns are all that a follower needs to know which streams moved, without touching the rows.
create index if not exists event_log_order on event_log (tx, position) include (stream_kind, stream_id, seq);

-- An append-only table is vacuumed for its visibility map alone (index-only reads of the order above).
alter table event_log set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

-- One row per fold version, so that old and new silos side by side each find their own.
create table if not exists stream_snapshot (
    stream_id uuid not null,
    fold_version int not null,
    seq int not null,
    data json not null,
    primary key (stream_id, fold_version)
);

-- (tx, position) is the pair: two transactions interleave positions.
create table if not exists follower_cursor (
    name text primary key,
    tx xid8 not null default '0',
    position bigint not null default 0,
    lease_owner text,
    lease_until timestamptz
);

-- Business time = system time + ahead (zero outside Development).
create table if not exists business_clock (
    only_row boolean primary key default true check (only_row),
    ahead interval not null default interval '0'
);

insert into business_clock default values on conflict do nothing;
