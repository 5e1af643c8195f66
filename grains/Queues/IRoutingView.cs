using AfterSales.Agents;
using AfterSales.Routing;

namespace AfterSales.Queues;

/// <summary>
/// What a shard is rebuilt from. Everything the projection follower has passed is in it; what comes after, the follower tells
/// (architecture.md section 3), so loading and then listening misses nothing.
/// </summary>
public interface IRoutingView
{
    /// <summary>Every case that waits in the queue. Throws when the read model cannot be reached.</summary>
    Task<IReadOnlyList<RoutingFacts>> LoadWaiting(string queueId, CancellationToken cancellationToken);

    /// <summary>Every agent that exists, and who was removed and holds cases all the same. Throws when the read model cannot be reached.</summary>
    Task<IReadOnlyList<AgentStatus>> LoadAgents(CancellationToken cancellationToken);
}
