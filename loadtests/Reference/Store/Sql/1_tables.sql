-- The row-per-command reference: the state of a case is its row, every command changes it in one transaction.

create table shop_order (
    order_id text primary key,
    version bigint not null,
    customer_id text not null,
    customer_tier text,
    currency text not null,
    paid_at timestamptz not null,
    shipped_at timestamptz,
    promised_at timestamptz,
    delivered_at timestamptz,
    shipping_fee bigint not null
);

-- The guard: one open case per line, pieces and money never beyond what was bought.
create table order_line (
    order_id text not null,
    line_id text not null,
    sku text not null,
    title text not null,
    category text not null,
    quantity integer not null,
    unit_price bigint not null,
    paid bigint not null,
    opened boolean,
    open_ticket uuid,
    tickets integer not null default 0,
    refunded_quantity integer not null default 0,
    refunded bigint not null default 0,
    primary key (order_id, line_id)
) with (fillfactor = 75);

create table ticket (
    id uuid primary key,
    version integer not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    kind smallint not null,
    step smallint not null,
    priority smallint not null,
    category smallint not null,
    settled boolean not null default false,
    escalated boolean not null default false,
    number text not null,
    customer_id text not null,
    order_id text,
    lines jsonb not null,
    currency text,
    requested bigint,
    approved bigint,
    refunded bigint,
    payment_reference text,
    queue text,
    assignee text,
    owner text,
    subject text,
    description text,
    tags text[] not null default '{}',
    carrier text,
    tracking text[] not null default '{}',
    shipped_at timestamptz,
    subject_tokens integer[] not null
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

-- The indexes of the product's read model: the same lists and searches are wanted of both.
create index ticket_newest on ticket (created_at, id);
create index ticket_open_cases on ticket (created_at, id) where not settled;
create index ticket_customer on ticket (customer_id, created_at, id);
create index ticket_order on ticket (order_id) where order_id is not null;
create index ticket_number on ticket (number);
create index ticket_queue on ticket (queue, created_at, id) where queue is not null;
create index ticket_assignee on ticket (assignee, created_at, id) where assignee is not null;
create index ticket_owner on ticket (owner, created_at, id) where owner is not null;
create index ticket_words on ticket using gin (subject_tokens, tracking, tags);

-- What happened, with the changing part of the state after it: a replayed answer is the ticket as it was then.
create table ticket_history (
    ticket_id uuid not null,
    version integer not null,
    at timestamptz not null,
    actor text not null,
    command_id uuid not null,
    type text not null,
    step smallint not null,
    settled boolean not null,
    approved bigint,
    refunded bigint,
    facts json not null,
    text text,
    primary key (ticket_id, version)
);

-- scope is a hash of issuer, subject, ticket and idempotency key; body a hash of the request.
create table idempotency (
    scope uuid primary key,
    body uuid not null,
    ticket_id uuid not null,
    version integer not null
);
