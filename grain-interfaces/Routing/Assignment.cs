namespace AfterSales.Routing;

/// <summary>How an assignment came about. Stored by name.</summary>
public enum AssignmentMode
{
    /// <summary>The queue gave it at once.</summary>
    Auto,

    /// <summary>Offered, and accepted.</summary>
    Offer,

    /// <summary>The agent asked the queue for work.</summary>
    Pull,

    /// <summary>The agent took this case, also beyond his capacity.</summary>
    Claim,

    /// <summary>Somebody gave it to him, also beyond his capacity.</summary>
    Manual,

    /// <summary>Handed over with a reason, also beyond his capacity.</summary>
    Transfer,
}

/// <summary>Why this agent: stored with every assignment and served. Holds ids and numbers, no personal data.</summary>
/// <param name="Rule">
/// <c>sticky-owner</c>, <c>only-candidate</c>, <c>lowest-load</c>, <c>longest-idle</c>, <c>pull</c>, <c>claim</c>, <c>manual</c>, <c>transfer</c> or <c>acted</c>.
/// </param>
/// <param name="Target">Which of the queue's targets applied: 0 the required skills, n the n-th relaxation.</param>
/// <param name="Candidates">How many agents could have had it.</param>
/// <param name="Considered">The first of them in order of preference, the chosen one first, at most 3.</param>
[GenerateSerializer, Immutable, Alias("aftersales.AssignmentReason")]
public sealed record AssignmentReason(
    [property: Id(0)] string Rule,
    [property: Id(1)] int Target,
    [property: Id(2)] int Candidates,
    [property: Id(3)] ImmutableArray<CandidateLoad> Considered);

/// <param name="Agent">The candidate.</param>
/// <param name="UnitsInUse">His load before the assignment.</param>
/// <param name="Capacity">His capacity in the same units.</param>
[GenerateSerializer, Immutable, Alias("aftersales.CandidateLoad")]
public readonly record struct CandidateLoad([property: Id(0)] string Agent, [property: Id(1)] int UnitsInUse, [property: Id(2)] int Capacity);

/// <summary>Asks a case to take its assignee: from a queue (auto, pull) or for an accepted offer. Idempotent by assignment id.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.AssignmentRequest")]
public sealed record AssignmentRequest(
    [property: Id(0)] Guid AssignmentId,
    [property: Id(1)] Guid TicketId,
    [property: Id(2)] int Round,
    [property: Id(3)] string Queue,
    [property: Id(4)] string Agent,
    [property: Id(5)] int Units,
    [property: Id(6)] AssignmentMode Mode,
    [property: Id(7)] AssignmentReason Reason);

/// <param name="Assigned">The case is assigned under this assignment id; false: it never will be.</param>
/// <param name="Facts">Where the case is now.</param>
[GenerateSerializer, Immutable, Alias("aftersales.AssignmentAnswer")]
public sealed record AssignmentAnswer([property: Id(0)] bool Assigned, [property: Id(1)] RoutingFacts Facts);

/// <summary>Why work goes back to its queue without its agent asking for it. Stored by name.</summary>
public enum ReturnReason
{
    /// <summary>No first action within the policy's time.</summary>
    NoFirstAction,

    /// <summary>The agent went away.</summary>
    AgentAway,

    /// <summary>The agent signed off.</summary>
    AgentOffline,

    /// <summary>The agent was removed.</summary>
    AgentRemoved,
}

/// <summary>Why a waiting case is sent to another queue by the system. Stored by name.</summary>
public enum RerouteReason
{
    /// <summary>It waited longer than the queue's <c>overflowAfter</c>, or the queue is full.</summary>
    Overflow,

    /// <summary>The queue was removed.</summary>
    QueueRemoved,

    /// <summary>Somebody has to act and no queue had it (stored before queues existed).</summary>
    Unrouted,
}
