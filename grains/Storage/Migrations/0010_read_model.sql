-- The read model (docs/architecture.md section 3): derived from event_log, never the truth, rebuilt when its projection number is raised.

-- Enums are smallint because the table is rebuilt with its projection anyway; the log keeps their names.
create table if not exists ticket_view (
    id uuid not null primary key,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    projection integer not null,
    version integer not null,
    kind smallint not null,
    step smallint not null,
    priority smallint not null,
    category smallint not null,
    settled boolean not null,
    escalated boolean not null,
    breached boolean not null,
    rejected_for_abuse boolean not null,
    requested bigint,
    approved bigint,
    refunded bigint,
    currency text,
    number text not null,
    customer_id text not null,
    order_id text,
    queue text,
    assignee text,
    owner text,
    -- Personal: shown, never indexed. Searched through subject_tokens, which are keyed hashes of its words.
    subject text,
    tags text[] not null,
    tracking text[] not null,
    subject_tokens integer[] not null
) with (
    -- Most commands change no indexed column: room on the page makes these updates heap-only, free of index writes.
    fillfactor = 75,
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);

-- Any list without a better key; newest first, keyset.
create index if not exists ticket_view_newest on ticket_view (created_at, id);
-- Lists by step, stage, kind or priority of open cases. There is deliberately no index on step: it changes with nearly every command.
create index if not exists ticket_view_open on ticket_view (created_at, id) where not settled;
create index if not exists ticket_view_customer on ticket_view (customer_id, created_at, id);
create index if not exists ticket_view_order on ticket_view (order_id) where order_id is not null;
create index if not exists ticket_view_number on ticket_view (number);
create index if not exists ticket_view_queue on ticket_view (queue, created_at, id) where queue is not null;
create index if not exists ticket_view_assignee on ticket_view (assignee, created_at, id) where assignee is not null;
create index if not exists ticket_view_owner on ticket_view (owner, created_at, id) where owner is not null;
-- One inverted index for everything that is searched by element.
create index if not exists ticket_view_words on ticket_view using gin (subject_tokens, tracking, tags);

create table if not exists order_view (
    order_id text not null primary key,
    stream_id uuid not null unique,
    projection integer not null,
    version integer not null,
    customer_id text not null,
    paid_at timestamptz not null
) with (fillfactor = 90);

create index if not exists order_view_customer on order_view (customer_id, paid_at);

-- The key of the hashes in subject_tokens: the same for every process, born with the database, so that an index (or a copy of it) alone says
-- nothing about the words.
create table if not exists read_model_key (
    only_row boolean not null primary key default true check (only_row),
    key bytea not null
);

insert into read_model_key (key) values (uuid_send(gen_random_uuid())) on conflict do nothing;

-- Projections that a process has begun to rebuild over the whole log, and when it was done.
create table if not exists read_model_projection (
    projection integer not null primary key,
    completed_at timestamptz
);

-- Everything committed before this moment has been consumed: the follower's lag.
alter table follower_cursor add column if not exists caught_up_at timestamptz not null default now();
