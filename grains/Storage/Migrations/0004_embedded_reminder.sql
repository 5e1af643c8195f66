-- Reminders of the embedded engine. The rows are not shared with Orleans: every reminder is registered again by a grain that is activated at start.
create table if not exists embedded_reminder (
    service_id text not null,
    grain_type text not null,
    grain_key text not null,
    name text not null,
    start_at timestamptz not null,
    period_ms bigint not null check (period_ms > 0),
    primary key (service_id, grain_type, grain_key, name)
);

-- The due ones of a service, soonest first.
create index if not exists embedded_reminder_due on embedded_reminder (service_id, start_at);
