using System.Text.Json.Serialization;
using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <summary>He has a case for which nothing was reserved: claimed, given by somebody, or handed over.</summary>
internal sealed record WorkTaken : AgentEvent
{
    /// <summary>The stream's natural key: people work who were never registered.</summary>
    public required string AgentId { get; init; }

    public required Guid TicketId { get; init; }

    public required Guid AssignmentId { get; init; }

    /// <summary>The case's version that said so.</summary>
    public required int Version { get; init; }

    public required string Queue { get; init; }

    public required string Department { get; init; }

    public required int Units { get; init; }

    public required bool Active { get; init; }

    public required AssignmentMode Mode { get; init; }

    public required DateTimeOffset AssignedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Acted { get; init; }
}

/// <summary>
/// What was seen of a case he holds: it stands, and whether he has acted. Never a row of its own; it rides on the next one, and saves questions after
/// a restart.
/// </summary>
internal sealed record WorkConfirmed(
    Guid TicketId,
    Guid AssignmentId,
    int Version,
    DateTimeOffset AssignedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Acted = false) : AgentEvent;

/// <summary>He has to act (again), or no longer.</summary>
internal sealed record WorkChanged(Guid TicketId, Guid AssignmentId, int Version, bool Active, int Units) : AgentEvent;

/// <summary>The case is no longer his.</summary>
internal sealed record WorkEnded(Guid TicketId, Guid AssignmentId, int Version) : AgentEvent;
