-- The archive (docs/operations.md, Retention): what cases that were closed years ago hold. Their rows stay in event_log without contents: the key is the fence
-- against a second writer, (tx, position) the order for every reader, and both must hold for ever.
create table if not exists event_log_archive (
    stream_kind smallint not null,
    stream_id uuid not null,
    seq int not null,
    at timestamptz not null,
    actor text not null,
    command_id uuid not null,
    trace_id text,
    data json not null,
    personal json,
    -- Written once, case by case, and never changed: no room is left on its pages.
    primary key (stream_id, seq)
);

-- The room that contents leave behind is used again by new rows: soon.
alter table event_log set (autovacuum_vacuum_scale_factor = 0.02);

-- Every row of the case is archived. Back to false with each new row of it.
alter table ticket_view add column if not exists archived boolean not null default false;
