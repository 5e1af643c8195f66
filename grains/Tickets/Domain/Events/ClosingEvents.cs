using System.Text.Json.Serialization;

namespace AfterSales.Tickets;

/// <summary>Taken up again; goods kinds have claimed their goods anew for <paramref name="Claim"/>.</summary>
internal sealed record Reopened(Money? Claim) : TicketEvent;

/// <summary>Fences a reopening that claimed goods and never came back; nothing but the version changes.</summary>
internal sealed record ReopenVoided : TicketEvent;

internal sealed record Cancelled : TicketEvent;

internal sealed record Disputed : TicketEvent
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<Evidence> Evidence { get; init; }
}

internal sealed record DisputeDecided(DisputeOutcome Outcome, Money? Amount) : TicketEvent
{
    public string? ReturnAddress { get; init; }
}
