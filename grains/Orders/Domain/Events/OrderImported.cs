using System.Text.Json.Serialization;

namespace AfterSales.Orders.Domain;

/// <summary>
/// The order as the shop reported it, whole. A shape of its own, not the contract's: the contract may change, what is stored may not. The currency
/// stands once, which keeps orders of many lines small.
/// </summary>
internal sealed record OrderImported : OrderEvent
{
    /// <summary>The stream's natural key.</summary>
    public required string OrderId { get; init; }

    public required long Version { get; init; }

    public required string CustomerId { get; init; }

    public string? CustomerTier { get; init; }

    public required DateTimeOffset PaidAt { get; init; }

    public DateTimeOffset? ShippedAt { get; init; }

    public DateTimeOffset? PromisedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public required string Currency { get; init; }

    public required long ShippingFee { get; init; }

    public required ImmutableArray<ImportedLine> Lines { get; init; }

    public static OrderImported Of(string orderId, OrderFacts facts) => new()
    {
        OrderId = orderId,
        Version = facts.Version,
        CustomerId = facts.CustomerId,
        CustomerTier = facts.CustomerTier,
        PaidAt = facts.PaidAt,
        ShippedAt = facts.ShippedAt,
        PromisedAt = facts.PromisedAt,
        DeliveredAt = facts.DeliveredAt,
        Currency = facts.ShippingFee.Currency,
        ShippingFee = facts.ShippingFee.Amount,
        Lines = [.. facts.Lines.Select(ImportedLine.Of)],
    };

    public OrderFacts ToFacts() => new()
    {
        Version = Version,
        CustomerId = CustomerId,
        CustomerTier = CustomerTier,
        PaidAt = PaidAt,
        ShippedAt = ShippedAt,
        PromisedAt = PromisedAt,
        DeliveredAt = DeliveredAt,
        ShippingFee = new Money(ShippingFee, Currency),
        Lines = [.. Lines.Select(line => line.ToFacts(Currency))],
    };
}

/// <summary>One line; amounts in minor units of the order's currency.</summary>
internal sealed record ImportedLine(
    [property: JsonPropertyName("id")] string LineId,
    string Sku,
    string Title,
    int Quantity,
    long UnitPrice,
    long Paid,
    string Category,
    bool? Opened)
{
    public static ImportedLine Of(OrderLineFacts line) =>
        new(line.LineId, line.Sku, line.Title, line.Quantity, line.UnitPrice.Amount, line.Paid.Amount, line.Category, line.Opened);

    public OrderLineFacts ToFacts(string currency) =>
        new(LineId, Sku, Title, Quantity, new Money(UnitPrice, currency), new Money(Paid, currency), Category, Opened);
}
