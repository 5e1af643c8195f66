using System.Collections.Immutable;
using AfterSales.Orders;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Orders;

/// <summary>Orders and requests of one small shop.</summary>
internal static class Shop
{
    public const string Customer = "c-1";
    public static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    public static readonly Caller Buyer = new("test", Customer, Roles.Customer);
    public static readonly Caller Lead = new("test", "lead-1", Roles.Lead);

    public static OrderFacts Order(params ImmutableArray<OrderLineFacts> lines) => new()
    {
        Version = 1,
        CustomerId = Customer,
        CustomerTier = "gold",
        PaidAt = Now.AddDays(-10),
        ShippingFee = new Money(600, "CNY"),
        Lines = lines.IsEmpty ? [Line("1")] : lines,
    };

    public static OrderLineFacts Line(string id, int quantity = 1, long paid = 10_000, string category = "clothing", bool? opened = null) =>
        new(id, $"sku-{id}", $"Thing {id}", quantity, new Money(paid, "CNY"), new Money(paid, "CNY"), category, opened);

    public static OrderFacts Delivered(this OrderFacts facts, double daysAgo = 1) =>
        facts with { ShippedAt = Now.AddDays(-daysAgo - 2), DeliveredAt = Now.AddDays(-daysAgo) };

    public static OrderFacts Shipped(this OrderFacts facts, double? promisedDaysAgo) =>
        facts with { ShippedAt = Now.AddDays(-5), PromisedAt = promisedDaysAgo is { } days ? Now.AddDays(-days) : null };

    public static ClaimRequest Request(TicketKind kind = TicketKind.RefundOnly, string line = "1", int quantity = 1) =>
        new(Guid.NewGuid(), 0, kind, [new LineQuantity(line, quantity)], Buyer);

    public static TicketFacts Facts(this ClaimRequest request, int version, bool settled = false, long refunded = 0) =>
        new(request.TicketId, version, request.Kind, Customer, "o-1", settled, refunded, RejectedForAbuse: false, Now, Now);
}
