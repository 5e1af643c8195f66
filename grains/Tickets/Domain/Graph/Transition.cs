namespace AfterSales.Tickets;

/// <summary>One row of the graph: who may take an action, for which kinds, from which steps, and where it can lead.</summary>
/// <param name="Action">Name in the API.</param>
/// <param name="Roles">Any of these.</param>
/// <param name="Kinds">Kinds it exists for.</param>
/// <param name="From">Steps it is possible in.</param>
/// <param name="To">Steps it can lead to from a given state; the present step where it stays.</param>
internal sealed record Transition(
    string Action,
    Roles Roles,
    ImmutableArray<TicketKind> Kinds,
    ImmutableArray<TicketStep> From,
    Func<TicketState, ImmutableArray<TicketStep>> To)
{
    /// <summary>What must hold beside kind and step; null when nothing.</summary>
    public Func<TicketState, DecisionContext, bool>? When { get; init; }

    /// <summary>Brings the case nearer to its end, so it stays possible when a case has used up its commands.</summary>
    public bool Closing { get; init; }

    /// <summary>Nobody's command: what follows when nobody acts.</summary>
    public bool BySilence { get; init; }
}
