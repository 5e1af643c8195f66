using AfterSales.Api.Tickets.Lists;

namespace AfterSales.Api.Customers;

/// <summary>One view of a customer: who he is to the shop, his orders with their cases, his newest cases, his counters.</summary>
internal sealed record CustomerBody
{
    public required string CustomerId { get; init; }

    public string? Tier { get; init; }

    public required ImmutableArray<CustomerOrderBody> Orders { get; init; }

    /// <summary>Newest first.</summary>
    public required ImmutableArray<TicketListItem> OpenTickets { get; init; }

    /// <summary>Newest first.</summary>
    public required ImmutableArray<TicketListItem> PastTickets { get; init; }

    public required CustomerCounters Counters { get; init; }
}

internal sealed record CustomerOrderBody(string OrderId, DateTimeOffset PaidAt, ImmutableArray<Guid> Tickets);

/// <param name="Tickets">Cases ever opened.</param>
/// <param name="OpenTickets">Cases not settled.</param>
/// <param name="RecentTickets">Cases of the last 30 days.</param>
/// <param name="RejectedForAbuse">Internal: cases rejected for abuse in the last 180 days.</param>
/// <param name="BudgetUsedToday">Internal: small amounts refunded today without a person.</param>
/// <param name="BudgetCases30Days">Internal: such cases in the last 30 days.</param>
internal sealed record CustomerCounters(
    int Tickets, int OpenTickets, int RecentTickets, int? RejectedForAbuse, Money? BudgetUsedToday, int? BudgetCases30Days);
