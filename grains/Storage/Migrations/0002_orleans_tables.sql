-- Tables behind the Orleans ADO.NET providers. The names and keys are ours; the providers know only the statements in orleansquery.
create table if not exists orleansquery (
    querykey text primary key,
    querytext text not null
);

-- Membership: the version of the table is the only guard against concurrent changes.
create table if not exists cluster_version (
    deployment_id text primary key,
    version int not null default 0,
    modified_at timestamptz not null default now()
);

create table if not exists cluster_member (
    deployment_id text not null references cluster_version on delete cascade,
    address text not null,
    port int not null,
    generation int not null,
    silo_name text not null,
    host_name text not null,
    status int not null,
    proxy_port int not null,
    suspect_times text,
    start_time timestamptz not null,
    i_am_alive_time timestamptz not null,
    primary key (deployment_id, address, port, generation)
);

-- Grain state, one row per service, state name and key; shared with the embedded engine. A cleared state keeps its row and version.
create table if not exists grain_storage (
    service_id text not null,
    grain_type text not null,
    grain_key text not null,
    payload bytea,
    version int not null,
    modified_at timestamptz not null,
    primary key (service_id, grain_type, grain_key)
);

create table if not exists orleans_reminder (
    service_id text not null,
    grain_id text not null,
    reminder_name text not null,
    grain_hash int not null,
    start_time timestamptz not null,
    period_ms bigint not null,
    version int not null default 0,
    primary key (service_id, grain_id, reminder_name)
);

-- Every silo reads its range of the hash ring, and reads it again after each change of membership.
create index if not exists orleans_reminder_hash on orleans_reminder (service_id, grain_hash);

-- The key as text, from the three parts that the storage provider passes: a string key arrives as extension alone, an integer in n1, a Guid as its
-- two little-endian halves. Strings stay themselves, integers are decimal, Guids 32 digits: what the embedded engine writes.
create or replace function orleans_key_text(n0 bigint, n1 bigint, extension text) returns text
    language sql immutable parallel safe
as $$
    select case
        when n0 = 0 and n1 = 0 and extension is not null then extension
        else case
            when n0 = 0 then n1::text
            else (
                select substr(a, 9, 8) || substr(a, 5, 4) || substr(a, 1, 4)
                    || substr(b, 15, 2) || substr(b, 13, 2) || substr(b, 11, 2) || substr(b, 9, 2)
                    || substr(b, 7, 2) || substr(b, 5, 2) || substr(b, 3, 2) || substr(b, 1, 2)
                from (select lpad(to_hex(n0), 16, '0') as a, lpad(to_hex(n1), 16, '0') as b) halves)
            end || coalesce('+' || extension, '')
    end
$$;
