-- Turns what a settled case gave back into facts of the order; a lowered refund is spread over the lines by cumulative rounding.
create function settle_lines(t ticket) returns void language plpgsql as $$
begin
    update order_line l
       set open_ticket = null,
           refunded_quantity = l.refunded_quantity + w.quantity,
           refunded = l.refunded + w.share
      from (select x."lineId" as line_id, x.quantity,
                   coalesce(t.refunded, 0) * sum(x.amount) over running / greatest(sum(x.amount) over (), 1)
                       - coalesce(t.refunded, 0) * (sum(x.amount) over running - x.amount) / greatest(sum(x.amount) over (), 1) as share
              from jsonb_to_recordset(t.lines) as x ("lineId" text, quantity integer, amount bigint)
            window running as (order by x."lineId")) w
     where l.order_id = t.order_id and l.line_id = w.line_id;
end $$;

-- Runs one action on a case: one round trip, one transaction. The caller brings what the action's rule says: the steps it is possible in,
-- where it leads and what it changes.
create function ticket_act(
    p_id uuid, p_scope uuid, p_body uuid, p_actor text, p_customer text, p_if_match integer, p_type text, p_from smallint[], p_to smallint,
    p_settles boolean, p_approved bigint, p_refunded bigint, p_reference text, p_carrier text, p_tracking text, p_received jsonb,
    p_facts json, p_text text)
returns table (replayed boolean, t ticket) language plpgsql as $$
declare
    short boolean := false;
begin
    select * into t from ticket where id = p_id for update;
    if t.id is null or t.customer_id <> p_customer then
        perform refuse('not-found');
    end if;
    insert into idempotency values (p_scope, p_body, p_id, t.version + 1) on conflict do nothing;
    if not found then
        return query select true, replay(p_scope, p_body);
        return;
    end if;
    if t.version <> p_if_match then
        perform refuse('precondition-failed');
    elsif not t.step = any (p_from) then
        perform refuse('action-not-possible');
    elsif coalesce(p_approved, 0) > t.requested or coalesce(p_refunded, 0) > t.approved then
        perform refuse('amount-exceeded');
    end if;
    if p_received is not null then
        select coalesce(bool_or(x.quantity > coalesce(r.received, 0) or coalesce(r.damaged, 0) > 0), false) into short
          from jsonb_to_recordset(t.lines) as x ("lineId" text, quantity integer)
          left join jsonb_to_recordset(p_received) as r ("lineId" text, received integer, damaged integer) using ("lineId");
    end if;

    -- Arrays come from the row itself, never through the variable: an array that passed through a variable is stored in another form, and the
    -- update would no longer be heap-only.
    update ticket
       set version = t.version + 1,
           updated_at = now(),
           -- Less or damaged goods wait in inspection for an agent's decision.
           step = case when short then 3 else coalesce(p_to, t.step) end,
           escalated = t.escalated or short,
           settled = p_settles,
           approved = case p_type when 'approved' then coalesce(p_approved, t.requested) else t.approved end,
           refunded = coalesce(p_refunded, t.refunded),
           payment_reference = coalesce(p_reference, t.payment_reference),
           carrier = coalesce(p_carrier, t.carrier),
           tracking = case when p_tracking is null then ticket.tracking else array_append(ticket.tracking, p_tracking) end,
           shipped_at = case when p_tracking is null then t.shipped_at else now() end
     where id = p_id
    returning * into t;
    insert into ticket_history
    values (p_id, t.version, now(), p_actor, p_scope, p_type, t.step, t.settled, t.approved, t.refunded, p_facts, p_text);
    if p_settles then
        perform settle_lines(t);
    end if;
    replayed := false;
    return next;
end $$;
