-- Expected refusals leave through SQLSTATE AS422 with the stable code as message: the transaction, and with it the idempotency row, is undone.
create function refuse(p_code text) returns void language plpgsql as $$
begin
    raise exception using errcode = 'AS422', message = p_code;
end $$;

create function ticket_as_of(p_id uuid, p_version integer) returns ticket language plpgsql stable as $$
declare
    t ticket;
    h ticket_history;
begin
    select * into t from ticket where id = p_id;
    if t.version <> p_version then
        select * into h from ticket_history where ticket_id = p_id and version = p_version;
        t.version := h.version;
        t.updated_at := h.at;
        t.step := h.step;
        t.settled := h.settled;
        t.approved := h.approved;
        t.refunded := h.refunded;
    end if;
    return t;
end $$;

-- The first answer to a key that was seen before; refuses the key when the body is another.
create function replay(p_scope uuid, p_body uuid) returns ticket language plpgsql stable as $$
declare
    seen idempotency;
begin
    select * into seen from idempotency where scope = p_scope;
    if seen.body <> p_body then
        perform refuse('idempotency-key-reused');
    end if;
    return ticket_as_of(seen.ticket_id, seen.version);
end $$;
