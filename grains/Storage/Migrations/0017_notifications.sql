-- Notifications (docs/notifications.md): made from event_log by a follower of their own, shown in inboxes and sent by further channels.

create table if not exists notification (
    id uuid not null primary key,
    -- The order in which they were made, which is that of the log: inboxes are paged and marked by it. Writers take turns (an advisory lock), so that
    -- nothing becomes visible behind a place that somebody has seen.
    position bigint generated always as identity unique,
    ticket_id uuid not null,
    -- A subject, or the inbox of a role such as 'role:lead'.
    recipient text not null,
    -- 0 customer, 1 staff: both may have the same subject. Inboxes of roles are staff's.
    side smallint not null,
    channel text not null,
    event text not null,
    template text not null,
    -- Values for the template, JSON. No free text of the case.
    content text not null,
    -- Business time.
    at timestamptz not null,
    urgent boolean not null,
    -- 0 to be sent, 1 delivered, 2 given up, 3 nobody to send it to any more.
    state smallint not null,
    -- Business time: put off by quiet hours.
    not_before timestamptz not null,
    -- The database's own time, as all of the following: when it is tried next.
    next_attempt timestamptz not null default now(),
    first_failed_at timestamptz,
    attempts integer not null default 0,
    -- Code of the last failure; texts of errors may hold addresses.
    error text,
    sent_at timestamptz
);

create index if not exists notification_inbox on notification (recipient, side, position) where channel = 'inbox';
-- What waits to be sent, and nothing else: small, whatever was ever sent.
create index if not exists notification_outbox on notification (channel, not_before, next_attempt) where state = 0;

create table if not exists notification_read (
    notification_id uuid not null references notification (id) on delete cascade,
    subject text not null,
    primary key (notification_id, subject)
);

-- Everything through this place was read at once, on this side.
create table if not exists notification_read_all (
    subject text not null,
    side smallint not null,
    position bigint not null,
    primary key (subject, side)
);

-- Personal: where and when somebody wants to be reached. Deleted for good on request.
create table if not exists contact (
    subject text not null,
    side smallint not null,
    email text,
    language text,
    zone text,
    quiet_from text,
    quiet_to text,
    muted text[] not null default '{}',
    updated_at timestamptz not null default now(),
    primary key (subject, side)
);

-- The log may be years old: nobody is told of what happened before there were notifications. What is behind this line can no longer change.
insert into follower_cursor (name, tx, position)
select 'notifications', coalesce(last.tx, '0'::xid8), coalesce(last.position, 0)
from (select 1) as one
left join lateral (
    select tx, position from event_log where tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx desc, position desc limit 1) as last on true
on conflict do nothing;
