using System.Text.Json.Serialization;
using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <summary>Units are held for a case until it confirms or voids the assignment.</summary>
internal sealed record WorkReserved : AgentEvent
{
    public required Guid TicketId { get; init; }

    public required Guid AssignmentId { get; init; }

    public required int Round { get; init; }

    public required string Queue { get; init; }

    public required string Department { get; init; }

    public required int Units { get; init; }

    public required AssignmentMode Mode { get; init; }

    /// <summary>It counts against the ramp-up after sign-in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RampUp { get; init; }
}

/// <summary>Units are held for an offer until it ends; holds all that the case is asked when it is accepted.</summary>
internal sealed record WorkOffered : AgentEvent
{
    public required Guid TicketId { get; init; }

    public required Guid AssignmentId { get; init; }

    public required int Round { get; init; }

    public required string Queue { get; init; }

    public required string Department { get; init; }

    public required int Units { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required OfferReason Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RampUp { get; init; }
}

/// <summary>An offer ended. Accepted: its units are held like a reservation. What was said of a rejection is the event's personal text.</summary>
/// <param name="TicketId">The case.</param>
/// <param name="AssignmentId">The offer.</param>
/// <param name="How">It ended.</param>
/// <param name="Queue">The queue that made it: its live stream finds the row by this name. Null in rows of before it was stored.</param>
internal sealed record OfferClosed(Guid TicketId, Guid AssignmentId, OfferEnd How, string? Queue = null) : AgentEvent;

/// <summary>A reservation that never became, and never will become, an assignment: its units are free.</summary>
internal sealed record WorkVoided(Guid TicketId, Guid AssignmentId) : AgentEvent;
