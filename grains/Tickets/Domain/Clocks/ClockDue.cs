namespace AfterSales.Tickets;

/// <summary>Warnings and breaches of a case's promises. Pure.</summary>
internal static class ClockDue
{
    /// <summary>The earliest warning or breach to come; null when no clock runs.</summary>
    public static DateTimeOffset? Next(TicketState state) => null;

    /// <summary>The breach nearest in time of a running promise, past or to come: how urgent the case is. Null when none runs.</summary>
    public static DateTimeOffset? NearestBreach(TicketState state) => null;

    /// <summary>Warnings and breaches that are due, with what the ladder does about them.</summary>
    public static ImmutableArray<TicketEvent> Decide(TicketState state, DecisionContext context) => [];
}
