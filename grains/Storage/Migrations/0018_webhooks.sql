-- Outgoing webhooks (docs/webhooks.md): who is told, what waits to be sent, and how far each case has come at each endpoint.

create table if not exists webhook_endpoint (
    id uuid not null primary key,
    version integer not null,
    url text not null,
    description text,
    -- Exact names of events, or ticket.* for all of them.
    events text[] not null,
    enabled boolean not null,
    -- Why it is off: 'paused' by its owner, 'gone' by the receiver's own answer 410, or 'failing' for days without a success.
    disabled_why text,
    -- Since when it is on: what waited meanwhile grows no older.
    enabled_at timestamptz not null,
    -- Keys of the signature. Needed in clear, since they sign. Each old one signs until its own time is over.
    secret bytea not null,
    old_secrets bytea[] not null default '{}',
    old_until timestamptz[] not null default '{}',
    -- The request that made the secret: repeated, it is answered the same.
    rotation_id uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    updated_by text not null,
    -- The circuit: closed while null. What an endpoint is configured to be does not change with it, so it has no part in the version.
    open_until timestamptz,
    open_seconds integer not null default 0,
    -- Of the first failure after the last success.
    failing_since timestamptz,
    -- Removed by its owner. The row goes a day later, when the deliveries are gone, which are deleted in bounded steps.
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
    -- Since when it is pending: created_at, or its last replay.
    pending_since timestamptz not null,
    finished_at timestamptz,
    primary key (endpoint_id, ticket_id, sequence)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

-- The next of a case after one is done.
create index if not exists webhook_delivery_pending on webhook_delivery (endpoint_id, ticket_id, sequence) where status = 0;
-- Lists, one for each filter, and clearing up: what is over of the full one, which is large.
create index if not exists webhook_delivery_created on webhook_delivery (endpoint_id, created_at, ticket_id, sequence);
create index if not exists webhook_delivery_waiting on webhook_delivery (endpoint_id, created_at, ticket_id, sequence) where status = 0;
create index if not exists webhook_delivery_dead on webhook_delivery (endpoint_id, created_at, ticket_id, sequence) where status = 2;
-- Replay from a moment.
create index if not exists webhook_delivery_over on webhook_delivery (endpoint_id, at, ticket_id, sequence) where status <> 0;

-- One row for each case at each endpoint: what was enqueued last, and what is to be sent next. Only the head of a case may be sent, so claiming looks at
-- heads alone and costs the same however many deliveries wait behind them. Its lock serializes enqueuing, sending and replay of that case.
create table if not exists webhook_track (
    endpoint_id uuid not null,
    ticket_id uuid not null,
    last_sequence bigint not null,
    head bigint,
    -- When the head is due. While it is under way: when it may be taken for lost.
    next_attempt timestamptz,
    primary key (endpoint_id, ticket_id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

create index if not exists webhook_track_heads on webhook_track (endpoint_id, next_attempt) where head is not null;

-- Nobody was told before there were endpoints: the follower begins at the present end of the log.
insert into follower_cursor (name, tx, position)
select 'webhooks', tx, position from event_log where tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx desc, position desc limit 1
on conflict do nothing;
