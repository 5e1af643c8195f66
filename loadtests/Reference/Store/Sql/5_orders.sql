-- Imports an order; an older or equal version changes nothing. True when the order is new.
create function order_import(
    p_order text, p_version bigint, p_customer text, p_tier text, p_currency text, p_paid_at timestamptz, p_shipped_at timestamptz,
    p_promised_at timestamptz, p_delivered_at timestamptz, p_fee bigint, p_lines jsonb)
returns boolean language plpgsql as $$
declare
    stored bigint;
begin
    select version into stored from shop_order where order_id = p_order for update;
    if stored >= p_version then
        return false;
    end if;
    insert into shop_order
    values (p_order, p_version, p_customer, p_tier, p_currency, p_paid_at, p_shipped_at, p_promised_at, p_delivered_at, p_fee)
    on conflict (order_id) do update
       set version = excluded.version, customer_id = excluded.customer_id, customer_tier = excluded.customer_tier, paid_at = excluded.paid_at,
           shipped_at = excluded.shipped_at, promised_at = excluded.promised_at, delivered_at = excluded.delivered_at,
           shipping_fee = excluded.shipping_fee;
    insert into order_line (order_id, line_id, sku, title, category, quantity, unit_price, paid, opened)
    select p_order, x."lineId", x.sku, x.title, x.category, x.quantity, x."unitPrice", x.paid, x.opened
      from jsonb_to_recordset(p_lines)
        as x ("lineId" text, sku text, title text, category text, quantity integer, "unitPrice" bigint, paid bigint, opened boolean)
    on conflict (order_id, line_id) do update
       set quantity = excluded.quantity, paid = excluded.paid, opened = excluded.opened, title = excluded.title;
    return stored is null;
end $$;
