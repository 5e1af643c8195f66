namespace AfterSales.Tickets;

/// <summary>Takes the case up again within 7 days.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Reopen")]
public sealed record Reopen([property: Id(0)] string Reason) : TicketCommand;

/// <summary>The customer withdraws, before goods or money moved.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Cancel")]
public sealed record Cancel([property: Id(0)] string? Reason = null) : TicketCommand;

/// <summary>The customer contests a rejection within 7 days.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Dispute")]
public sealed record Dispute([property: Id(0)] string Reason) : TicketCommand
{
    [Id(1)] public ImmutableArray<Evidence> Evidence { get; init; } = [];
}

/// <summary>The arbitrator's decision; for the customer optionally with an amount.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.DecideDispute")]
public sealed record DecideDispute(
    [property: Id(0)] DisputeOutcome Outcome,
    [property: Id(1)] string Reason,
    [property: Id(2)] Money? Amount = null) : TicketCommand;
