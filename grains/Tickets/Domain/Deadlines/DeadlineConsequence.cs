namespace AfterSales.Tickets;

/// <summary>Who is awaited from now on, until when, and what silence decides (domain.md section 8): a step that is entered sets its deadline. Pure.</summary>
internal static class DeadlineConsequence
{
    public static bool Concerns(TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context) => false;

    public static void Follow(ref RowDraft row, TicketState before, DecisionContext context)
    {
    }
}
