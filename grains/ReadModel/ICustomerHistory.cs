namespace AfterSales.ReadModel;

/// <summary>What a customer's actor must know of his cases when it starts; answered from <c>ticket_view</c> and <c>order_view</c>.</summary>
public interface ICustomerHistory
{
    /// <summary>Batched with concurrent calls. Throws when the database cannot be reached; the actor goes on without history.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="now">Business time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<CustomerHistory> Read(string customerId, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <param name="Tickets">Cases ever opened.</param>
/// <param name="Recent">
/// Cases created after <c>now</c> - <see cref="Days"/>, newest first, at most <see cref="MaxRecent"/>.
/// </param>
/// <param name="Tier">Tier told by the newest order that tells one.</param>
public sealed record CustomerHistory(int Tickets, ImmutableArray<HistoryTicket> Recent, string? Tier = null)
{
    /// <summary>Days the list reaches back.</summary>
    public const int Days = 180;

    /// <summary>Cases the list holds at most.</summary>
    public const int MaxRecent = 500;
}

/// <param name="TicketId">The case.</param>
/// <param name="Version">Its version as projected; newer facts win.</param>
/// <param name="CreatedAt">When it opened.</param>
/// <param name="Settled">It is over.</param>
/// <param name="RejectedForAbuseAt">When it was rejected for abuse (its last update serves); null when it was not.</param>
public readonly record struct HistoryTicket(Guid TicketId, int Version, DateTimeOffset CreatedAt, bool Settled, DateTimeOffset? RejectedForAbuseAt);
