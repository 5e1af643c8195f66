-- Outgoing webhooks (docs/webhooks.md): who is told, what waits to be sent, and how far each case has come at each endpoint.

create table if not exists webhook_endpoint (
    id uuid not null primary key,
    version integer not null,
    url text not null,
    description text,
    -- Exact names of events, or ticket.* for all of them.
    events text[] not null,
    enabled boolean not null,
    -- Why it is off: 'paused' by its owner, or 'gone' by the receiver's own answer 410.
    disabled_why text,
    -- Keys of the signature. Needed in clear, since they sign; never read by any answer of the API.
    secret bytea not null,
    previous_secret bytea,
    previous_until timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    updated_by text not null,
    -- The circuit: closed while null. What an endpoint is configured to be does not change with it, so it has no part in the version.
    open_until timestamptz,
    open_seconds integer not null default 0,
    -- Removed by its owner; the row goes when the deliveries are gone, which are deleted in bounded steps.
    removed_at timestamptz
) with (fillfactor = 70);

create table if not exists webhook_delivery (
    endpoint_id uuid not null,
    ticket_id uuid not null,
    -- Version of the case * 1000 + place of the event in its row.
    sequence bigint not null,
    previous_sequence bigint,
    type text not null,
    -- Business time of the event.
    at timestamptz not null,
    payload text not null,
    -- 0 pending, 1 delivered, 2 dead.
    status smallint not null default 0,
    attempts integer not null default 0,
    last_attempt_at timestamptz,
    last_status integer,
    -- Kind of fault only, never a text of the receiver.
    last_error text,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (endpoint_id, ticket_id, sequence)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

-- The next of a case after one is done.
create index if not exists webhook_delivery_pending on webhook_delivery (endpoint_id, ticket_id, sequence) where status = 0;
-- How old the oldest is.
create index if not exists webhook_delivery_oldest on webhook_delivery (created_at) where status = 0;
-- Lists, replay from a moment, and clearing up.
create index if not exists webhook_delivery_created on webhook_delivery (endpoint_id, created_at, ticket_id, sequence);

-- One row for each case at each endpoint: what was enqueued last, and what is to be sent next. Only the head of a case may be sent, so claiming looks at
-- heads alone and costs the same however many deliveries wait behind them. Its lock serializes enqueuing, sending and replay of that case.
create table if not exists webhook_track (
    endpoint_id uuid not null,
    ticket_id uuid not null,
    last_sequence bigint not null,
    head bigint,
    next_attempt timestamptz,
    primary key (endpoint_id, ticket_id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

create index if not exists webhook_track_heads on webhook_track (endpoint_id, next_attempt) where head is not null;

-- Nobody was told before there were endpoints: the follower begins at the present end of the log.
insert into follower_cursor (name, tx, position)
select 'webhooks', tx, position from event_log where tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx desc, position desc limit 1
on conflict do nothing;
