using AfterSales.Tickets;

namespace AfterSales.ReadModel;

/// <summary>Questions to the read model. It lags behind the log (see <see cref="IReadLag"/>); a single ticket is asked of its grain instead.</summary>
public interface ITicketQueries
{
    /// <summary>Newest first, by (created, id) keyset.</summary>
    Task<TicketList> List(TicketFilter filter, TicketListCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>Orders of a customer that the read model knows, newest first, with ids of their cases; at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<CustomerOrderRow>> OrdersOf(string customerId, int limit, CancellationToken cancellationToken);
}

/// <summary>How far the read model is behind the log.</summary>
public interface IReadLag
{
    TimeSpan Current { get; }
}

/// <summary>All conditions that are given must hold.</summary>
public sealed record TicketFilter
{
    public string? Number { get; init; }

    public string? CustomerId { get; init; }

    public string? OrderId { get; init; }

    public TicketKind? Kind { get; init; }

    public TicketStep? Step { get; init; }

    public TicketStage? Stage { get; init; }

    public string? Queue { get; init; }

    public string? Assignee { get; init; }

    public string? Owner { get; init; }

    public TicketPriority? Priority { get; init; }

    public TicketCategory? Category { get; init; }

    public string? Tag { get; init; }

    public bool? Breached { get; init; }

    /// <summary>Over, or still open.</summary>
    public bool? Settled { get; init; }

    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Exact number, order, tracking or customer id; or words of the subject, Chinese too.</summary>
    public string? Search { get; init; }
}

public readonly record struct TicketListCursor(DateTimeOffset CreatedAt, Guid Id);

public sealed record TicketList(IReadOnlyList<TicketSummary> Items, TicketListCursor? Next);

/// <summary>A row of a list: what the read model keeps of a case.</summary>
public sealed record TicketSummary
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required int Version { get; init; }

    public required TicketKind Kind { get; init; }

    public required TicketStep Step { get; init; }

    public required string CustomerId { get; init; }

    public string? OrderId { get; init; }

    public string? Subject { get; init; }

    public TicketPriority Priority { get; init; }

    public TicketCategory Category { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public string? Queue { get; init; }

    public string? Owner { get; init; }

    public string? Assignee { get; init; }

    public Money? RequestedAmount { get; init; }

    public Money? ApprovedAmount { get; init; }

    public Money? RefundedAmount { get; init; }

    public bool Escalated { get; init; }

    public bool Breached { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

public sealed record CustomerOrderRow(string OrderId, DateTimeOffset PaidAt, string? Tier, ImmutableArray<Guid> Tickets);
