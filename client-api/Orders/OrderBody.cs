using AfterSales.Orders;

namespace AfterSales.Api.Orders;

/// <summary>An order as it was imported, and what its cases did to it.</summary>
internal sealed record OrderBody
{
    public required string OrderId { get; init; }

    public required long Version { get; init; }

    public required string CustomerId { get; init; }

    public string? CustomerTier { get; init; }

    public required DateTimeOffset PaidAt { get; init; }

    public DateTimeOffset? ShippedAt { get; init; }

    public DateTimeOffset? PromisedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public required Money ShippingFee { get; init; }

    public required ImmutableArray<OrderLineBody> Lines { get; init; }

    /// <summary>Sum refunded by all cases.</summary>
    public required Money Refunded { get; init; }

    public static OrderBody Of(OrderView order)
    {
        var facts = order.Facts;
        var states = order.Lines.OrEmpty().ToDictionary(line => line.LineId, StringComparer.Ordinal);
        return new OrderBody
        {
            OrderId = order.OrderId,
            Version = facts.Version,
            CustomerId = facts.CustomerId,
            CustomerTier = facts.CustomerTier,
            PaidAt = facts.PaidAt,
            ShippedAt = facts.ShippedAt,
            PromisedAt = facts.PromisedAt,
            DeliveredAt = facts.DeliveredAt,
            ShippingFee = facts.ShippingFee,
            Lines = [.. facts.Lines.OrEmpty().Select(line => OrderLineBody.Of(line, states.GetValueOrDefault(line.LineId)))],
            Refunded = order.Refunded,
        };
    }
}

/// <summary>A line with its pieces claimed by open cases and refunded.</summary>
internal sealed record OrderLineBody(
    string LineId,
    string Sku,
    string Title,
    int Quantity,
    Money UnitPrice,
    Money Paid,
    string Category,
    bool? Opened,
    int ClaimedQuantity,
    int RefundedQuantity,
    Money Refunded,
    Guid? OpenTicket,
    int Tickets)
{
    public static OrderLineBody Of(OrderLineFacts line, OrderLineState? state) => new(
        line.LineId,
        line.Sku,
        line.Title,
        line.Quantity,
        line.UnitPrice,
        line.Paid,
        line.Category,
        line.Opened,
        state?.ClaimedQuantity ?? 0,
        state?.RefundedQuantity ?? 0,
        state?.Refunded ?? Money.Zero(line.Paid.Currency),
        state?.OpenTicket,
        state?.Tickets ?? 0);
}
