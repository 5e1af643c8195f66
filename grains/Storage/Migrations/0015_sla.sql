-- What the wheel is rebuilt from (docs/architecture.md section 4), and what an extension of deadlines looks for.

-- The earliest of a case's warnings, breaches and deadline; null when nothing runs.
alter table ticket_view add column if not exists next_due timestamptz;
-- next_due is not null. A column of its own: the index names it, and unlike the time it changes rarely.
alter table ticket_view add column if not exists armed boolean not null default false;
-- Rule of the deadline that runs, and until when it does.
alter table ticket_view add column if not exists deadline_rule text;
alter table ticket_view add column if not exists deadline_at timestamptz;
