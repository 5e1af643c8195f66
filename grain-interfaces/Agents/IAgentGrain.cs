using AfterSales.Routing;

namespace AfterSales.Agents;

/// <summary>
/// One agent: profile, presence, units in use, open offers. Key: agent id. Event-sourced; the only place that grants capacity.
/// A case is never awaited here except to confirm or void a reservation whose lease (10 s) has ended.
/// </summary>
[Alias("aftersales.IAgentGrain")]
public interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>Registers or changes the agent; equal profiles change nothing. Honours <see cref="CallContext.IfMatch"/>.</summary>
    [Alias("Put")]
    Task<Outcome<AgentView>> Put(AgentProfile profile, CallContext context);

    [Alias("Get")]
    Task<Outcome<AgentView>> Get(CallContext context);

    /// <summary>Removes the agent. With open work it is refused unless <paramref name="requeue"/> is given; then every case goes back to its queue.</summary>
    [Alias("Remove")]
    Task<Outcome<AgentView>> Remove(bool requeue, CallContext context);

    /// <summary>Safe to repeat: the presence he has changes nothing. More than 30 changes a minute are refused (<c>rate-limited</c>).</summary>
    [Alias("SetPresence")]
    Task<Outcome<AgentView>> SetPresence(Presence presence, string? reason, CallContext context);

    [Alias("GetWork")]
    Task<Outcome<AgentWorkView>> GetWork(CallContext context);

    /// <summary>Asked by a queue. Durable before the answer; idempotent by assignment id.</summary>
    [Alias("Reserve")]
    Task<Outcome<ReserveAnswer>> Reserve(ReserveRequest request);

    /// <summary>
    /// Asked by a queue whose case refused the assignment, or is gone while it was offered: frees the units at once. An accepted offer or a confirmed
    /// assignment is not freed here.
    /// </summary>
    [Alias("Release")]
    Task<Outcome<AgentStatus>> Release(Guid assignmentId);

    /// <summary>The first half of accepting: from here on the offer cannot time out. The caller then asks the case to take the assignment.</summary>
    [Alias("AcceptOffer")]
    Task<Outcome<AcceptedOffer>> AcceptOffer(Guid offerId, CallContext context);

    [Alias("RejectOffer")]
    Task<Outcome<AgentWorkView>> RejectOffer(Guid offerId, string? reason, CallContext context);

    /// <summary>Told by the follower of the log of a case he has, had or gets; older versions are ignored. Durable before the answer.</summary>
    [Alias("Observe")]
    Task<Outcome<bool>> Observe(RoutingFacts facts);

    /// <summary>The same from the case itself right after its commit: the fast path, nobody waits for it.</summary>
    [Alias("Notify"), OneWay]
    Task Notify(RoutingFacts facts);

    /// <summary>
    /// Wakes the agent after a restart, so that leases, offers and first actions are judged; answers what queues know of him. Queues hear of his open offers
    /// and again of those that ended lately: the one that asks may have forgotten them.
    /// </summary>
    [Alias("Report")]
    Task<Outcome<AgentStatus>> Report();
}
