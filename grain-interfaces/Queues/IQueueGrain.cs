using AfterSales.Agents;
using AfterSales.Routing;

namespace AfterSales.Queues;

/// <summary>
/// One shard of a queue: waiting cases by urgency and available agents by load, both derived and rebuilt from the read model. It decides in its turn
/// and runs <c>Agent.Reserve</c> then <c>Ticket.Assign</c> interleaved. Key: <see cref="QueueKeys"/>.
/// </summary>
[Alias("aftersales.IQueueGrain")]
public interface IQueueGrain : IGrainWithStringKey
{
    /// <summary>Told by the follower of the log; older versions are ignored. At most 1,000 at a time.</summary>
    [Alias("Observe")]
    Task<Outcome<bool>> Observe(ImmutableArray<RoutingFacts> tickets, ImmutableArray<AgentStatus> agents);

    /// <summary>The fast path of a case right after its commit; nobody waits for it.</summary>
    [Alias("Notify"), OneWay]
    Task Notify(RoutingFacts facts);

    /// <summary>The fast path of an agent right after his commit; nobody waits for it.</summary>
    [Alias("NotifyAgent"), OneWay]
    Task NotifyAgent(AgentStatus status);

    /// <summary>An offer of this queue ended; nobody waits for it.</summary>
    [Alias("OfferEnded"), OneWay]
    Task OfferEnded(OfferOutcome outcome);

    /// <summary>
    /// An offer of this queue is open: told by an agent who reports, because a shard that restarted does not know what it offered. Nobody waits for it.
    /// </summary>
    [Alias("OfferOpen"), OneWay]
    Task OfferOpen(AssignmentRequest offer, DateTimeOffset expiresAt, AgentStatus status);

    /// <summary>Pulls the most urgent case the agent may have, within his capacity. Idempotent by the context's command id.</summary>
    [Alias("Next")]
    Task<Outcome<NextAnswer>> Next(string agentId, CallContext context);

    [Alias("GetStats")]
    Task<Outcome<QueueStats>> GetStats();

    [Alias("GetPosition")]
    Task<Outcome<QueuePosition>> GetPosition(Guid ticketId);

    /// <summary>Keeps the shard awake and lets it look after what time brings; every silo calls it for every queue every second or so.</summary>
    [Alias("Pulse")]
    Task Pulse();
}

/// <summary>Keys of queue shards: <c>queue:{id}/{shard}</c>. One shard per queue for now; the key leaves room for more.</summary>
public static class QueueKeys
{
    private const string Prefix = "queue:";
    private const string Shard = "/0";

    public static string Of(string queueId) => $"{Prefix}{queueId}{Shard}";

    /// <summary>The queue of a shard's key.</summary>
    public static string QueueOf(string key) => key[Prefix.Length..key.LastIndexOf('/')];
}
