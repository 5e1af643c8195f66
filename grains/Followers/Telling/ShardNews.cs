using System.Runtime.InteropServices;
using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Routing;

namespace AfterSales.Followers;

/// <summary>What one queue shard is told of a slice.</summary>
internal sealed class ShardNews
{
    /// <summary>What a shard takes at a time (<see cref="IQueueGrain.Observe"/>).</summary>
    public const int MaxBatch = 1_000;

    private readonly List<AgentStatus> _agents = [];
    private readonly List<Guid> _streams = [];
    private readonly List<RoutingFacts> _tickets = [];

    /// <summary>Whom it is about.</summary>
    public IReadOnlyList<Guid> Streams => _streams;

    public void Add(AgentRow agent)
    {
        _agents.Add(agent.Status);
        _streams.Add(agent.StreamId);
    }

    /// <summary>Cases come one after the other: one that is here for two reasons is told once.</summary>
    public void Add(RoutingFacts ticket)
    {
        if (_tickets.Count == 0 || _tickets[^1].TicketId != ticket.TicketId)
        {
            _tickets.Add(ticket);
            _streams.Add(ticket.TicketId);
        }
    }

    /// <summary>Agents first: a case that is told before them would wait for nothing. Stops at the first batch that is not taken.</summary>
    public async Task<Failure?> Tell(IQueueGrain shard)
    {
        for (var at = 0; at < _agents.Count + _tickets.Count; at += MaxBatch)
        {
            var agents = Part(_agents, at, MaxBatch);
            var tickets = Part(_tickets, Math.Max(0, at - _agents.Count), MaxBatch - agents.Length);
            if ((await shard.Observe(tickets, agents)).Failure is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private static ImmutableArray<T> Part<T>(List<T> items, int from, int most) =>
        from >= items.Count ? [] : [.. CollectionsMarshal.AsSpan(items).Slice(from, Math.Min(most, items.Count - from))];
}
