namespace AfterSales.Orders;

/// <summary>An order as the shop reports it (api.md, Order). A lower or equal <see cref="Version"/> than the stored one is ignored.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.OrderFacts")]
public sealed record OrderFacts
{
    [Id(0)] public required long Version { get; init; }

    [Id(1)] public required string CustomerId { get; init; }

    /// <summary>Shop's own name of the tier, e.g. <c>gold</c>; triage rules refer to it.</summary>
    [Id(2)] public string? CustomerTier { get; init; }

    [Id(3)] public required DateTimeOffset PaidAt { get; init; }

    [Id(4)] public DateTimeOffset? ShippedAt { get; init; }

    [Id(5)] public DateTimeOffset? PromisedAt { get; init; }

    [Id(6)] public DateTimeOffset? DeliveredAt { get; init; }

    [Id(7)] public required Money ShippingFee { get; init; }

    /// <summary>1-1,000 lines; line ids are unique within the order.</summary>
    [Id(8)] public required ImmutableArray<OrderLineFacts> Lines { get; init; }
}

/// <param name="LineId">Unique within the order.</param>
/// <param name="Sku">Stock code.</param>
/// <param name="Title">What the customer knows it as.</param>
/// <param name="Quantity">Pieces bought, 1 or more.</param>
/// <param name="UnitPrice">List price of a piece.</param>
/// <param name="Paid">What was paid for the whole line after discounts.</param>
/// <param name="Category">Product category, e.g. <c>fresh</c>, <c>digital</c>, <c>custom-made</c>, <c>electronics</c>; policies refer to it.</param>
/// <param name="Opened">Whether the packing was opened, when known.</param>
[GenerateSerializer, Immutable, Alias("aftersales.OrderLineFacts")]
public sealed record OrderLineFacts(
    [property: Id(0)] string LineId,
    [property: Id(1)] string Sku,
    [property: Id(2)] string Title,
    [property: Id(3)] int Quantity,
    [property: Id(4)] Money UnitPrice,
    [property: Id(5)] Money Paid,
    [property: Id(6)] string Category,
    [property: Id(7)] bool? Opened = null);
