using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <summary>How far a case is with an agent. Stored by name in snapshots.</summary>
internal enum HoldingStage
{
    /// <summary>Open offer.</summary>
    Offered,

    /// <summary>Units are held; the case has not confirmed it as far as the log knows.</summary>
    Reserved,

    /// <summary>The case said that he has it.</summary>
    Working,
}

/// <summary>A case that takes, or may take, an agent's units.</summary>
internal sealed record Holding
{
    public required Guid TicketId { get; init; }

    public required Guid AssignmentId { get; init; }

    public required HoldingStage Stage { get; init; }

    public required string Queue { get; init; }

    public required string Department { get; init; }

    public required int Units { get; init; }

    /// <summary>False while somebody else has to act: no units then.</summary>
    public bool Active { get; init; } = true;

    public required AssignmentMode Mode { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Since when he has to act, or had to last.</summary>
    public DateTimeOffset ActiveSince { get; init; }

    /// <summary>The wait in which it was granted; 0 when nothing was granted.</summary>
    public int Round { get; init; }

    /// <summary>The case's newest version that the log knows of; the round at first.</summary>
    public required int Version { get; init; }

    public bool Acted { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Of offers alone.</summary>
    public OfferReason? Reason { get; init; }

    public int Load() => Active ? Units : 0;

    /// <summary>What the case is asked for an accepted offer.</summary>
    public AssignmentRequest ToRequest(string agentId) =>
        new(AssignmentId, TicketId, Round, Queue, agentId, Units, Mode, Reason?.ToReason() ?? new AssignmentReason("", 0, 0, []));
}
