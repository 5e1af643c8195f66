-- The customer's tier as the order told it: who was quiet for long keeps the tier of his newest order (docs/architecture.md section 3).
alter table order_view add column if not exists tier text;
