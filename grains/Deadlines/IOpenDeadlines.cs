using AfterSales.Tickets;

namespace AfterSales.Deadlines;

/// <summary>Which cases are under a rule, as the read model knows. Throws when it cannot be reached.</summary>
public interface IOpenDeadlines
{
    /// <summary>Cases whose running deadline the rule set, the most urgent first.</summary>
    /// <param name="rule">Of the deadline policy.</param>
    /// <param name="kinds">Kinds of cases; empty: all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<Guid>> Load(string rule, ImmutableArray<TicketKind> kinds, CancellationToken cancellationToken);

    /// <summary>Whether any running deadline has the rule, also one that no policy has any more.</summary>
    Task<bool> Has(string rule, CancellationToken cancellationToken);

    /// <summary>A mark behind everything that is being written at this moment, for <see cref="HasPassed"/>.</summary>
    Task<DateTimeOffset> Mark(CancellationToken cancellationToken);

    /// <summary>Everything written before the mark is in the read model.</summary>
    Task<bool> HasPassed(DateTimeOffset mark, CancellationToken cancellationToken);
}
