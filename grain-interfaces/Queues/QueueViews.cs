using AfterSales.Tickets;

namespace AfterSales.Queues;

/// <summary>GET /v1/queues/{id}/stats: the numbers of the wallboard, also behind every expected wait that a customer is shown.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.QueueStats")]
public sealed record QueueStats
{
    [Id(0)] public required string Queue { get; init; }

    /// <summary>Cases without an agent, offered ones included.</summary>
    [Id(1)] public required int Waiting { get; init; }

    /// <summary>By priority P1 to P4.</summary>
    [Id(2)] public ImmutableArray<int> WaitingByPriority { get; init; } = [];

    /// <summary>Of these, out as offers.</summary>
    [Id(3)] public required int Offered { get; init; }

    /// <summary>Age of the oldest waiting case; null when none waits.</summary>
    [Id(4)] public TimeSpan? OldestAge { get; init; }

    /// <summary>Cases whose due time has passed.</summary>
    [Id(5)] public required int Overdue { get; init; }

    /// <summary>Agents who serve the queue at its present targets, by presence Online, Busy, Away, Offline.</summary>
    [Id(6)] public ImmutableArray<int> AgentsByPresence { get; init; } = [];

    /// <summary>Agents who could be given work now.</summary>
    [Id(7)] public required int AgentsAvailable { get; init; }

    /// <summary>Units in use and capacity of the online agents.</summary>
    [Id(8)] public required int UnitsInUse { get; init; }

    [Id(9)] public required int Capacity { get; init; }

    /// <summary>Cases that came in, were handed out, and were finished or left by assigned agents in the last minute.</summary>
    [Id(10)] public required int ArrivalsPerMinute { get; init; }

    [Id(11)] public required int AssignmentsPerMinute { get; init; }

    [Id(12)] public required int CompletionsPerMinute { get; init; }

    /// <summary>What a case that came in now would wait; null when it cannot be known (nobody serves the queue and nothing was ever handed out).</summary>
    [Id(13)] public TimeSpan? ExpectedWait { get; init; }

    /// <summary>Expected handling time by kind, for kinds seen: the configured one until 50 cases were finished, then their moving median.</summary>
    [Id(14)] public ImmutableArray<KindHandling> Handling { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("aftersales.KindHandling")]
public sealed record KindHandling([property: Id(0)] TicketKind Kind, [property: Id(1)] TimeSpan Expected, [property: Id(2)] int Finished);

/// <param name="Waits">False when the case is not waiting in this queue (any more).</param>
/// <param name="Position">1 is next.</param>
/// <param name="ExpectedWait">Null when it cannot be known.</param>
[GenerateSerializer, Immutable, Alias("aftersales.QueuePosition")]
public sealed record QueuePosition([property: Id(0)] bool Waits, [property: Id(1)] int Position, [property: Id(2)] TimeSpan? ExpectedWait);

/// <param name="TicketId">The case the agent has now; null when nothing he could take is waiting.</param>
/// <param name="AssignmentId">Names the assignment.</param>
/// <param name="Replayed">This request had been answered before.</param>
[GenerateSerializer, Immutable, Alias("aftersales.NextAnswer")]
public sealed record NextAnswer([property: Id(0)] Guid? TicketId, [property: Id(1)] Guid? AssignmentId, [property: Id(2)] bool Replayed);
