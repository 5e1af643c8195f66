using AfterSales.Tickets;

namespace AfterSales.ReadModel;

/// <summary>What somebody typed into a search box.</summary>
/// <param name="Exact">As an id or tracking number.</param>
/// <param name="Number">As a ticket number; null when it cannot be one.</param>
/// <param name="Words">As words of a subject; all must be there.</param>
internal sealed record SearchText(string Exact, string? Number, HashSet<string> Words)
{
    public static SearchText Of(string typed) =>
        new(typed.Trim(), TicketNumber.TryParse(typed, out var number) ? number : null, SubjectWords.ToFind(typed));

    /// <summary>Hashes may collide, and the index holds nothing else: what it found is compared with the words themselves.</summary>
    public bool Matches(TicketSummary ticket, ImmutableArray<string> tracking) =>
        ticket.Number == Number
        || ticket.OrderId == Exact
        || ticket.CustomerId == Exact
        || tracking.Contains(Exact)
        || (Words.Count > 0 && Words.IsSubsetOf(SubjectWords.ToIndex(ticket.Subject)));
}
