using System.Text.Json.Serialization;
using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>Who has the case, not what became of it: internal, and no action of its actor on the matter itself.</summary>
internal interface IRoutingEvent;

/// <summary>It waits in a queue from here on; the row's seq names the round. Holds all that folding needs, so that no policy is asked again.</summary>
/// <param name="Queue">Where.</param>
/// <param name="Rule">Routing rule that chose the queue, <c>default</c>, or how it came there (<see cref="RoutingReasons"/>).</param>
/// <param name="PolicyVersion">Version of the routing policy whose rules chose; null when they did not.</param>
/// <param name="Department">Who has to act.</param>
/// <param name="Units">What it costs an agent.</param>
/// <param name="Due">The nearest promise.</param>
/// <param name="Since">Its age counts from here.</param>
internal sealed record Queued(string Queue, string Rule, int? PolicyVersion, string Department, int Units, DateTimeOffset Due, DateTimeOffset Since)
    : TicketEvent, IRoutingEvent
{
    /// <summary>Needed beside the queue's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<SkillLevel> Skills { get; init; }

    /// <summary>The other queue it waited in until now, so that whoever watches that one sees it leave; folding does not need it.</summary>
    public string? FromQueue { get; init; }
}

/// <summary>It waits where it waited, in the same round, but is judged anew: its priority or category changed.</summary>
internal sealed record WaitRevised(string Rule, int? PolicyVersion, DateTimeOffset Due) : TicketEvent, IRoutingEvent
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<SkillLevel> Skills { get; init; }
}

/// <summary>Nobody of ours has to act any more; it waits nowhere.</summary>
internal sealed record LeftQueue(string Queue) : TicketEvent, IRoutingEvent;

/// <summary>An agent has to act. Ends the wait.</summary>
internal sealed record Assigned(
    Guid AssignmentId, string Agent, string Queue, string Department, int Units, AssignmentMode Mode, DateTimeOffset Since, AssignmentReason Reason)
    : TicketEvent, IRoutingEvent;

/// <summary>Customer, goods or carrier are awaited; the assignee keeps the case at no cost.</summary>
internal sealed record WorkPaused : TicketEvent, IRoutingEvent;

/// <summary>The assignee has to act again.</summary>
internal sealed record WorkResumed : TicketEvent, IRoutingEvent;

/// <summary>The agent no longer has the case; the free text of a release or transfer is personal.</summary>
internal sealed record AssignmentEnded(Guid AssignmentId, AssignmentEnd How) : TicketEvent, IRoutingEvent;

/// <summary>Fences an assignment that was never confirmed: the wait begins another round, so that a late assignment is refused.</summary>
internal sealed record AssignmentVoided(Guid AssignmentId) : TicketEvent, IRoutingEvent;

/// <summary>How an assignment ended. Stored by name.</summary>
internal enum AssignmentEnd
{
    /// <summary>Another department has to act, or the case is over.</summary>
    Finished,

    /// <summary>Given to somebody else.</summary>
    Replaced,

    /// <summary>Handed over with a reason.</summary>
    Transferred,

    /// <summary>Given back to its queue.</summary>
    Released,
    NoFirstAction,
    AgentAway,
    AgentOffline,
    AgentRemoved,
}
