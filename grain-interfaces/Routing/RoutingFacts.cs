using AfterSales.Tickets;

namespace AfterSales.Routing;

/// <summary>
/// Where a case is on its way to a person: what queues and agents are told of it. Idempotent by <paramref name="Version"/>; the newer version wins,
/// whoever tells it. At most one of <paramref name="Waiting"/> and <paramref name="Assigned"/> is given; neither when nobody of ours has to act and
/// nobody holds the case.
/// </summary>
/// <param name="TicketId">The case.</param>
/// <param name="Version">Version of the case these facts are of.</param>
/// <param name="Waiting">It waits in a queue.</param>
/// <param name="Assigned">An agent holds it, at work or while the customer, the goods or the carrier are awaited.</param>
/// <param name="Left">Queues and agents it was taken from, newest last, at most 8: they are told as well, so that nobody keeps what is gone.</param>
/// <param name="Unrouted">Somebody of ours has to act and it is in no queue (stored before queues existed): it wants <c>Reroute</c>.</param>
[GenerateSerializer, Immutable, Alias("aftersales.RoutingFacts")]
public sealed record RoutingFacts(
    [property: Id(0)] Guid TicketId,
    [property: Id(1)] int Version,
    [property: Id(2)] WaitingWork? Waiting,
    [property: Id(3)] AssignedWork? Assigned,
    [property: Id(4)] ImmutableArray<LeftPlace> Left,
    [property: Id(5)] bool Unrouted = false);

/// <param name="Queue">Where it waits.</param>
/// <param name="Round">
/// Names this wait: the case's version when it began (or was fenced). An assignment names the round it was decided in; one of another round is refused.
/// </param>
/// <param name="Department">Who has to act.</param>
/// <param name="Kind">Decides the expected handling time.</param>
/// <param name="Priority">After slack.</param>
/// <param name="Due">The nearest promise; slack is the time to it minus the expected handling time.</param>
/// <param name="Since">Its age counts from here; kept when it is transferred, released or returned.</param>
/// <param name="EnteredAt">When it came into this queue: targets relax and overflow counts from here.</param>
/// <param name="Units">What it costs an agent.</param>
/// <param name="Skills">Needed beside the queue's own.</param>
/// <param name="Owner">Accountable agent, preferred when he is eligible (sticky owner); null also when it was he who gave it away.</param>
/// <param name="IgnoredBy">Agent it was taken from for want of a first action, when this wait began so; he is taken as Away.</param>
[GenerateSerializer, Immutable, Alias("aftersales.WaitingWork")]
public sealed record WaitingWork(
    [property: Id(0)] string Queue,
    [property: Id(1)] int Round,
    [property: Id(2)] string Department,
    [property: Id(3)] TicketKind Kind,
    [property: Id(4)] TicketPriority Priority,
    [property: Id(5)] DateTimeOffset Due,
    [property: Id(6)] DateTimeOffset Since,
    [property: Id(7)] DateTimeOffset EnteredAt,
    [property: Id(8)] int Units,
    [property: Id(9)] ImmutableArray<SkillLevel> Skills,
    [property: Id(10)] string? Owner,
    [property: Id(11)] string? IgnoredBy = null);

/// <param name="AssignmentId">Names the assignment.</param>
/// <param name="Agent">Who must act.</param>
/// <param name="Queue">Queue it came from, and goes back to.</param>
/// <param name="Department">Whose step it is.</param>
/// <param name="Units">What it costs while <paramref name="Active"/>.</param>
/// <param name="Active">The agent has to act; false while customer, goods or carrier are awaited (no units then).</param>
/// <param name="Acted">The agent has acted since the assignment: the first-action timeout is over.</param>
/// <param name="Mode">How it came about.</param>
/// <param name="At">When.</param>
/// <param name="Kind">Of the case; expected handling time is learned by kind.</param>
/// <param name="ActiveSince">Since when the agent has to act, or had to last: the first action is awaited from here.</param>
[GenerateSerializer, Immutable, Alias("aftersales.AssignedWork")]
public sealed record AssignedWork(
    [property: Id(0)] Guid AssignmentId,
    [property: Id(1)] string Agent,
    [property: Id(2)] string Queue,
    [property: Id(3)] string Department,
    [property: Id(4)] int Units,
    [property: Id(5)] bool Active,
    [property: Id(6)] bool Acted,
    [property: Id(7)] AssignmentMode Mode,
    [property: Id(8)] DateTimeOffset At,
    [property: Id(9)] TicketKind Kind,
    [property: Id(10)] DateTimeOffset ActiveSince);

/// <summary>A queue (agent null) or an agent (queue null) that no longer has the case.</summary>
/// <param name="Queue">The queue left.</param>
/// <param name="Agent">The agent left.</param>
/// <param name="Version">Version of the case since which it is gone from there.</param>
[GenerateSerializer, Immutable, Alias("aftersales.LeftPlace")]
public readonly record struct LeftPlace([property: Id(0)] string? Queue, [property: Id(1)] string? Agent, [property: Id(2)] int Version);
