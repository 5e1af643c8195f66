-- What a follower could not bring through and went on without (docs/architecture.md section 3): tried again each minute, removed when it succeeds.
create table if not exists follower_parked (
    consumer text not null,
    stream_id uuid not null,
    -- Who did not take it: 'view' (the read model), or an actor such as 'order o-1'.
    receiver text not null,
    -- The oldest version of the stream that was not taken: everything from there on is delivered.
    version integer not null,
    -- Kind of error only; texts of errors may hold personal data.
    error text not null,
    parked_at timestamptz not null default now(),
    attempts integer not null,
    primary key (consumer, stream_id, receiver)
);
