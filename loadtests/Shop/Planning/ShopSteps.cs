namespace AfterSales.LoadTests.Shop.Planning;

/// <summary>One thing to do through the API. Steps of one customer keep their order; customers do not depend on each other.</summary>
internal abstract record ShopStep(string CustomerId);

/// <summary>An invoice becomes an order, paid and delivered on its date.</summary>
internal sealed record ImportOrder(string CustomerId, string OrderId, DateTimeOffset At, ImmutableArray<ShopLine> Lines) : ShopStep(CustomerId);

/// <param name="LineId">Unique in its order: <c>L1</c>, <c>L2</c>, ... in the order of the rows.</param>
/// <param name="Sku">Stock code.</param>
/// <param name="Title">Description, or the code where there is none.</param>
/// <param name="Quantity">Pieces bought.</param>
/// <param name="UnitPence">Price of a piece in pence.</param>
internal sealed record ShopLine(string LineId, string Sku, string Title, int Quantity, long UnitPence)
{
    public long PaidPence => UnitPence * Quantity;
}

/// <summary>Goods came back: a case of its own, with what must come of it.</summary>
/// <param name="CustomerId">Whose goods.</param>
/// <param name="Key">Idempotency key, made from the invoice and the row's place in it: the same in every run.</param>
/// <param name="OrderId">Order the case is opened on; may be one the system has never heard of.</param>
/// <param name="LineId">Its line; may be one the order does not have.</param>
/// <param name="Quantity">Pieces that came back.</param>
/// <param name="Title">Subject of the case.</param>
/// <param name="Expected">What the system must do with it.</param>
internal sealed record ReturnGoods(
    string CustomerId, string Key, string OrderId, string LineId, int Quantity, string Title, ExpectedEnd Expected) : ShopStep(CustomerId);

/// <param name="RefusalCode">Stable code of the refusal; null when the case must be completed.</param>
/// <param name="RefundPence">What must have been refunded.</param>
internal sealed record ExpectedEnd(string? RefusalCode, long RefundPence)
{
    public bool Completes => RefusalCode is null;
}

/// <summary>A negative row that is no goods (postage, discount, fee).</summary>
internal sealed record SkipRow(string CustomerId, string StockCode) : ShopStep(CustomerId);
