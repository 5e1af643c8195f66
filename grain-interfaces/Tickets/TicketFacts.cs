namespace AfterSales.Tickets;

/// <summary>
/// What orders and customers need to know of a case, told by the follower of the log; idempotent by <paramref name="Version"/>.
/// </summary>
/// <param name="Settled">The case is over for the order line (Completed, Closed, Cancelled): the claim turns into what was refunded.</param>
/// <param name="Refunded">Sum refunded so far, in minor units of the order's currency.</param>
/// <param name="RejectedForAbuse">Rejected with a reason that says abuse (domain.md section 4).</param>
[GenerateSerializer, Immutable, Alias("aftersales.TicketFacts")]
public sealed record TicketFacts(
    [property: Id(0)] Guid TicketId,
    [property: Id(1)] int Version,
    [property: Id(2)] TicketKind Kind,
    [property: Id(3)] string CustomerId,
    [property: Id(4)] string? OrderId,
    [property: Id(5)] bool Settled,
    [property: Id(6)] long Refunded,
    [property: Id(7)] bool RejectedForAbuse,
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] DateTimeOffset UpdatedAt);
