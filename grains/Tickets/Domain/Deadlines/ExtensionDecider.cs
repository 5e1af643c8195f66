using AfterSales.Deadlines;

namespace AfterSales.Tickets;

/// <summary>Putting off a deadline and taking that back. Pure; no events: it does not concern the case, or was done before.</summary>
internal static class ExtensionDecider
{
    public static ImmutableArray<TicketEvent> Extend(TicketState state, DeadlineExtension extension, DecisionContext context) => [];

    public static ImmutableArray<TicketEvent> Undo(TicketState state, Guid extensionId, DecisionContext context) => [];
}
