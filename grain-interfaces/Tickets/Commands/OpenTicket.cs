namespace AfterSales.Tickets;

/// <summary>
/// Opens a case. Safe to retry under the same key: the ticket id is derived from it. Lines, order and amount are for goods kinds;
/// dialogue kinds (Complaint, Consultation) may leave the order out.
/// </summary>
[GenerateSerializer, Immutable, Alias("aftersales.OpenTicket")]
public sealed record OpenTicket
{
    [Id(0)] public required TicketKind Kind { get; init; }

    [Id(1)] public string? OrderId { get; init; }

    [Id(2)] public ImmutableArray<LineQuantity> Lines { get; init; } = [];

    [Id(3)] public string? Reason { get; init; }

    [Id(4)] public TicketCategory? Category { get; init; }

    [Id(5)] public Channel Channel { get; init; } = Channel.Web;

    [Id(6)] public required string Subject { get; init; }

    [Id(7)] public required string Description { get; init; }

    [Id(8)] public Money? RequestedAmount { get; init; }

    [Id(9)] public ImmutableDictionary<string, string> Answers { get; init; } = ImmutableDictionary<string, string>.Empty;

    [Id(10)] public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>For whom staff opens the case; a customer opens for himself only.</summary>
    [Id(11)] public string? CustomerId { get; init; }

    [Id(12)] public WindowOverride? WindowOverride { get; init; }
}
