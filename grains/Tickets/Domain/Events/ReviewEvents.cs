using System.Text.Json.Serialization;

namespace AfterSales.Tickets;

/// <summary>
/// A person (or a deadline) decided for the customer. The amount is what may still be refunded from now on; null where the kind refunds nothing.
/// </summary>
internal sealed record Approved(string Rule, int PolicyVersion, Money? Amount) : TicketEvent
{
    public string? ReturnAddress { get; init; }
}

/// <summary>Rejected; the reason is personal, whether it says abuse is not.</summary>
internal sealed record Rejected(string Rule) : TicketEvent
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Abuse { get; init; }
}

/// <summary>The customer was asked; the questions are personal text.</summary>
internal sealed record InfoRequested : TicketEvent;

/// <summary>The questions were answered; the answers are personal.</summary>
internal sealed record InfoProvided : TicketEvent
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<Evidence> Evidence { get; init; }
}

/// <summary>Another kind or a lower amount was offered; the amount is complete, also when the agent named only a kind.</summary>
internal sealed record OfferMade(TicketKind Kind, Money? Amount) : TicketEvent;

/// <summary>The offer was taken: from here on the case is of the offered kind.</summary>
internal sealed record OfferAccepted(TicketKind Kind, Money? Amount) : TicketEvent
{
    public string? ReturnAddress { get; init; }
}

internal sealed record OfferDeclined : TicketEvent;
