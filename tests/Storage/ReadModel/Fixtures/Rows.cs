using AfterSales.ReadModel;
using AfterSales.Tickets;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>Rows with every field set, and short ways to vary one.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Day = new(2025, 11, 11, 8, 0, 0, TimeSpan.Zero);

    public static Guid Id(int n) => new($"00000000-0000-0000-0000-{n:D12}");

    public static TicketRow Ticket(int n, int version = 1, Func<TicketSummary, TicketSummary>? with = null) => Ticket(Id(n), version, with);

    public static TicketRow Ticket(Guid id, int version = 1, Func<TicketSummary, TicketSummary>? with = null)
    {
        var summary = new TicketSummary
        {
            Id = id,
            Number = TicketNumber.Of(id),
            Version = version,
            Kind = TicketKind.RefundOnly,
            Step = TicketStep.UnderReview,
            CustomerId = "c-1",
            OrderId = "o-1",
            Subject = "Broken lamp",
            Priority = TicketPriority.P3,
            Category = TicketCategory.Quality,
            CreatedAt = Day,
            UpdatedAt = Day.AddMinutes(version),
        };
        summary = with?.Invoke(summary) ?? summary;
        return new TicketRow(summary, Facts(summary), [], new AfterSales.Routing.RoutingFacts(summary.Id, summary.Version, null, null, []));
    }

    public static TicketRow Settled(this TicketRow row, long refunded = 0) => row with
    {
        Summary = row.Summary with { Step = TicketStep.Completed },
        Facts = row.Facts with { Settled = true, Refunded = refunded },
    };

    /// <summary>A number as somebody types what he heard: small letters, hyphens, letters for digits.</summary>
    public static string AsReadOut(string number) => number.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l').Insert(4, "-").Insert(9, " ");

    public static OrderRow Order(Guid streamId, int version, string orderId = "o-1", string customerId = "c-1") =>
        new(streamId, version, orderId, customerId, Day);

    private static TicketFacts Facts(TicketSummary ticket) => new(
        ticket.Id, ticket.Version, ticket.Kind, ticket.CustomerId, ticket.OrderId, Settled: false, ticket.RefundedAmount?.Amount ?? 0,
        RejectedForAbuse: false, ticket.CreatedAt, ticket.UpdatedAt);
}
