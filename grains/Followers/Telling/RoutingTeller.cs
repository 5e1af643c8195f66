using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Followers;

/// <summary>
/// Tells queue shards and agents where the cases of a slice are, and shards how the agents of the slice are.
/// The guarantee behind the fast path (architecture.md section 4): whoever knows it already ignores it by its version.
/// </summary>
internal sealed class RoutingTeller(IGrainFactory grains)
{
    /// <param name="tickets">Cases of the slice that are routed or were.</param>
    /// <param name="agents">Agents of the slice.</param>
    /// <param name="streams">The slice: who lost a case before it has been told.</param>
    /// <param name="audience">Who was told of the agents before.</param>
    public IEnumerable<Telling> Of(
        IReadOnlyCollection<RoutingFacts> tickets, IReadOnlyCollection<AgentRow> agents, SliceStreams streams, QueueAudience audience)
    {
        var shards = new Dictionary<string, ShardNews>(StringComparer.Ordinal);
        foreach (var agent in agents)
        {
            foreach (var queue in audience.Of(agent.Status))
            {
                Of(shards, queue).Add(agent);
            }
        }

        var tellings = new List<Telling>();
        foreach (var facts in tickets)
        {
            if (facts.Waiting is { } waiting)
            {
                Of(shards, waiting.Queue).Add(facts);
            }

            if (facts.Assigned is { } assigned)
            {
                Of(shards, assigned.Queue).Add(facts);
            }

            var oldest = streams.OldestOf(facts.TicketId);
            foreach (var queue in QueuesLeft(facts.Left.OrEmpty(), oldest))
            {
                Of(shards, queue).Add(facts);
            }

            var left = facts.Left.OrEmpty().Where(place => place.Version >= oldest).ToArray();

            foreach (var agent in left.Select(place => place.Agent).Append(facts.Assigned?.Agent).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                tellings.Add(ToAgent(agent, facts));
            }
        }

        return tellings
            .Concat(shards.Select(shard => new Telling("queue", shard.Key, shard.Value.Streams, () => shard.Value.Tell(grains.GetGrain<IQueueGrain>(QueueKeys.Of(shard.Key))))));
    }

    /// <summary>Cases stored before queues existed: somebody has to act and no queue has them.</summary>
    public IEnumerable<Telling> Reroutes(IEnumerable<Guid> tickets) => tickets.Select(id => new Telling(
        "ticket", id.ToString(), [id], async () => (await grains.GetGrain<ITicketGrain>(id).Reroute(0, null, RerouteReason.Unrouted)).Failure));

    /// <summary>
    /// Queues left, and of each agent left the queue he had the case from: it counts what was finished. A left agent names no queue, but the newest
    /// queue left before him is nearly always his; where it is not (or was forgotten among the 8), a count is missed, never a case.
    /// </summary>
    private static IEnumerable<string> QueuesLeft(ImmutableArray<LeftPlace> left, int oldest)
    {
        string? queue = null;
        foreach (var place in left)
        {
            queue = place.Queue ?? queue;
            if (queue is not null && place.Version >= oldest)
            {
                yield return queue;
            }
        }
    }

    private Telling ToAgent(string agent, RoutingFacts facts) =>
        new("agent", agent, [facts.TicketId], async () => (await grains.GetGrain<IAgentGrain>(agent).Observe(facts)).Failure);

    private static ShardNews Of(Dictionary<string, ShardNews> shards, string queue)
    {
        if (!shards.TryGetValue(queue, out var news))
        {
            shards[queue] = news = new ShardNews();
        }

        return news;
    }
}
