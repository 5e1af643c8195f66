namespace AfterSales.ReadModel;

/// <summary>Cases of a customer as the read model knows them; what the customer's standing is derived from.</summary>
public interface ICustomerHistory
{
    /// <summary>
    /// The newest cases opened within <see cref="CustomerHistory.Window"/> before <paramref name="now"/>, and counts over all. Batched with
    /// concurrent calls. Throws <see cref="Log.LogUnavailableException"/> when the database cannot be reached.
    /// </summary>
    Task<CustomerHistory> Read(string customerId, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <param name="Cases">Newest first, at most <see cref="MaxCases"/>.</param>
/// <param name="Total">Cases ever opened.</param>
/// <param name="Open">Cases not settled.</param>
public sealed record CustomerHistory(ImmutableArray<CustomerCase> Cases, int Total, int Open)
{
    public const int MaxCases = 500;

    public static readonly TimeSpan Window = TimeSpan.FromDays(180);

    public static CustomerHistory None { get; } = new([], 0, 0);
}

/// <summary>One case of the history; the newer version of what is read here and what the follower tells counts.</summary>
public sealed record CustomerCase(
    Guid TicketId, int Version, DateTimeOffset CreatedAt, bool Settled, bool RejectedForAbuse, DateTimeOffset UpdatedAt);
