namespace AfterSales.Tickets;

/// <summary>Approves the case, at most up to the caller's policy amount; without an amount, what was asked for.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Approve")]
public sealed record Approve(
    [property: Id(0)] Money? Amount = null,
    [property: Id(1)] string? Note = null) : TicketCommand;

/// <summary>Rejects the case. A reason that starts with <c>abuse</c> counts against the customer's self-service budget for 180 days.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Reject")]
public sealed record Reject([property: Id(0)] string Reason) : TicketCommand;

/// <summary>Asks the customer; the case waits for him.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.RequestInfo")]
public sealed record RequestInfo([property: Id(0)] string Questions) : TicketCommand;

/// <summary>Answers the questions; the case returns to the step it came from.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ProvideInfo")]
public sealed record ProvideInfo([property: Id(0)] ImmutableDictionary<string, string> Answers) : TicketCommand
{
    [Id(1)] public ImmutableArray<Evidence> Evidence { get; init; } = [];
}

/// <summary>Offers another kind, a lower amount, or both.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.CounterOffer")]
public sealed record CounterOffer(
    [property: Id(0)] TicketKind? Kind = null,
    [property: Id(1)] Money? Amount = null,
    [property: Id(2)] string Message = "") : TicketCommand;

/// <summary>Takes the offer.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.AcceptOffer")]
public sealed record AcceptOffer : TicketCommand;

/// <summary>Declines the offer; the case returns to the step it was made in.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.DeclineOffer")]
public sealed record DeclineOffer([property: Id(0)] string? Reason = null) : TicketCommand;
