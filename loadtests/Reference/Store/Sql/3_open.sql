-- Opens a case and claims its lines: one round trip, one transaction.
create function ticket_open(
    p_id uuid, p_scope uuid, p_body uuid, p_actor text, p_number text, p_kind smallint, p_order text, p_lines text[], p_quantities integer[],
    p_customer text, p_category smallint, p_priority smallint, p_subject text, p_tokens integer[], p_description text, p_requested bigint,
    p_override boolean, p_facts json)
returns table (replayed boolean, t ticket) language plpgsql as $$
declare
    o shop_order;
    guard record;
begin
    -- A concurrent duplicate waits here for the first one's commit.
    insert into idempotency values (p_scope, p_body, p_id, 1) on conflict do nothing;
    if not found then
        return query select true, replay(p_scope, p_body);
        return;
    end if;

    select * into o from shop_order where order_id = p_order;
    if o.order_id is null or o.customer_id <> p_customer then
        perform refuse('unknown-order');
    end if;
    if not p_override and (o.delivered_at is null or o.delivered_at < now() - interval '15 days') then
        perform refuse('outside-window');
    end if;

    -- Locked in the order of the key, so that two cases on the same lines cannot wait for each other.
    select count(*) as known,
           coalesce(bool_or(l.open_ticket is not null), false) as held,
           coalesce(bool_or(l.tickets >= 5), false) as worn,
           coalesce(bool_or(l.quantity - l.refunded_quantity < l.wanted), false) as short,
           sum(l.amount) as amount,
           jsonb_agg(jsonb_build_object('lineId', l.line_id, 'sku', l.sku, 'title', l.title, 'quantity', l.wanted, 'amount', l.amount)) as lines
      into guard
      from (select g.*, w.wanted,
                   (g.paid - g.refunded) * w.wanted / nullif(g.quantity - g.refunded_quantity, 0) as amount
              from order_line g
              join unnest(p_lines, p_quantities) as w (line_id, wanted) on w.line_id = g.line_id
             where g.order_id = p_order
             order by g.line_id
               for update of g) l;
    if guard.known < cardinality(p_lines) then
        perform refuse('unknown-line');
    elsif guard.held then
        perform refuse('line-has-open-case');
    elsif guard.worn then
        perform refuse('too-many-cases');
    elsif guard.short then
        perform refuse('quantity-exceeded');
    elsif p_requested > guard.amount then
        perform refuse('amount-exceeded');
    end if;
    update order_line set open_ticket = p_id, tickets = tickets + 1 where order_id = p_order and line_id = any (p_lines);

    insert into ticket (id, version, created_at, updated_at, kind, step, priority, category, number, customer_id, order_id, lines, currency,
                        requested, subject, description, subject_tokens)
    values (p_id, 1, now(), now(), p_kind, 0, p_priority, p_category, p_number, p_customer, p_order, guard.lines, o.currency,
            coalesce(p_requested, guard.amount), p_subject, p_description, p_tokens)
    returning * into t;
    insert into ticket_history values (p_id, 1, now(), p_actor, p_scope, 'opened', t.step, false, null, null, p_facts, p_subject);
    replayed := false;
    return next;
end $$;
