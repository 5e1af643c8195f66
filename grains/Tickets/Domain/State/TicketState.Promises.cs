namespace AfterSales.Tickets;

/// <summary>What is promised in a case, and what silence decides.</summary>
internal sealed partial record TicketState
{
    /// <summary>It opened when promises were kept, or has adopted them.</summary>
    public bool Promised { get; init; }

    /// <summary>The newest clock of each definition, in the order they first started.</summary>
    public ImmutableArray<TicketClock> Clocks { get; init; } = [];

    /// <summary>Some promise was ever broken.</summary>
    public bool Breached { get; init; }

    public TicketDeadline? Deadline { get; init; }
}
