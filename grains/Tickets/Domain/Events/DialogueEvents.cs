using System.Text.Json.Serialization;

namespace AfterSales.Tickets;

/// <summary>A public answer.</summary>
internal sealed record Replied : TicketEvent;

/// <summary>Internal; never leaves.</summary>
internal sealed record Noted : TicketEvent;

internal sealed record CustomerWrote(Channel? Channel) : TicketEvent;

internal sealed record Resolved : TicketEvent;

/// <summary>The customer agrees; by the system when he stayed silent.</summary>
internal sealed record ResolutionConfirmed : TicketEvent
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Silent { get; init; }
}

internal sealed record Rated(int Score) : TicketEvent;
