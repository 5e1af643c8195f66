namespace AfterSales.Tickets;

/// <summary>What the events of a row do to the promises of a case: clocks start, rest, run again, stop or are cancelled (domain.md section 7). Pure.</summary>
internal static class ClockConsequence
{
    public static bool Concerns(TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context) => false;

    /// <summary>Adds the ledger events to the row. <paramref name="events"/> are those the row began with.</summary>
    public static void Follow(ref RowDraft row, TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context)
    {
    }
}
