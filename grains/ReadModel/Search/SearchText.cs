namespace AfterSales.ReadModel;

/// <summary>What somebody typed into a search box.</summary>
internal sealed record SearchText(string Exact, string Number, HashSet<string> Words)
{
    public static SearchText Of(string typed) => new(typed.Trim(), NormalNumber(typed), SubjectWords.ToFind(typed));

    /// <summary>
    /// A ticket number as it is stored: upper case, without dashes and spaces, and with the digits that Crockford's base 32 reads for letters
    /// it does not use.
    /// </summary>
    public static string NormalNumber(string typed) => string.Concat(typed
        .Where(c => c is not '-' && !char.IsWhiteSpace(c))
        .Select(c => char.ToUpperInvariant(c) switch { 'O' => '0', 'I' or 'L' => '1', var other => other }));

    /// <summary>Hashes may collide, and the index holds nothing else: what it found is compared with the words themselves.</summary>
    public bool Matches(TicketSummary ticket, ImmutableArray<string> tracking) =>
        NormalNumber(ticket.Number) == Number
        || ticket.OrderId == Exact
        || ticket.CustomerId == Exact
        || tracking.Contains(Exact)
        || (Words.Count > 0 && Words.IsSubsetOf(SubjectWords.ToIndex(ticket.Subject)));
}
