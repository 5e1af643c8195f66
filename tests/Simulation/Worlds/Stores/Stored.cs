using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Routing;
using AfterSales.Sla;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>
/// The read model: what follower and dirty sets have written so far, the newest version of each. Outlives processes. What was not written yet, a shard does
/// not find, as in PostgreSQL.
/// </summary>
internal sealed class Stored
{
    private readonly SortedDictionary<Guid, TicketRow> _tickets = [];
    private readonly SortedDictionary<Guid, AgentRow> _agents = [];

    public IEnumerable<RoutingFacts> Tickets => _tickets.Values.Select(row => row.Routing);

    public IEnumerable<DueFacts> Due => _tickets.Values.Select(row => new DueFacts(row.Summary.Id, row.Summary.Version, row.NextDue));

    public IEnumerable<AgentStatus> Agents => _agents.Values.Select(row => row.Status);

    public void Write(TicketRow row)
    {
        if (!_tickets.TryGetValue(row.Summary.Id, out var known) || known.Summary.Version < row.Summary.Version)
        {
            _tickets[row.Summary.Id] = row;
        }
    }

    public void Write(AgentRow row)
    {
        if (!_agents.TryGetValue(row.StreamId, out var known) || known.Status.Version < row.Status.Version)
        {
            _agents[row.StreamId] = row;
        }
    }
}

/// <summary>What a shard is rebuilt from, with the time that a query takes.</summary>
internal sealed class StoredRouting(Stored stored, Faults faults, TimeProvider time) : IRoutingView
{
    public async Task<IReadOnlyList<RoutingFacts>> LoadWaiting(string queueId, CancellationToken cancellationToken)
    {
        await Task.Delay(faults.Read("read model") + TimeSpan.FromMilliseconds(1), time, cancellationToken);
        return [.. stored.Tickets.Where(facts => facts.Waiting?.Queue == queueId)];
    }

    public async Task<IReadOnlyList<AgentStatus>> LoadAgents(CancellationToken cancellationToken)
    {
        await Task.Delay(faults.Read("read model") + TimeSpan.FromMilliseconds(1), time, cancellationToken);
        return [.. stored.Agents.Where(status => status.Exists || status.Holds)];
    }
}
