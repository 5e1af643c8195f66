using AfterSales.Agents;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Fairness;

/// <summary>
/// Ten thousand equal cases through the decider of a queue alone, with agents who finish every case after two seconds: who got how many. At four fifths
/// of the capacity, so that load decides and not only who was idle longest.
/// </summary>
public sealed class DeciderFairnessTests
{
    private const int Cases = 10_000;
    private const int Units = 5;
    private const double Load = 0.8;

    private static readonly TimeSpan Handling = TimeSpan.FromSeconds(2);

    private readonly QueueShard _shard = new("general");
    private readonly Dictionary<string, (AgentStatus Status, int Given)> _agents = [];
    private readonly Queue<(DateTimeOffset At, string Agent)> _ends = new();
    private DateTimeOffset _now = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Equal_agents_get_equally_many_cases_within_ten_percent()
    {
        Hire(50, _ => 100);
        Work();
        Assert.InRange(_agents.Values.Max(agent => agent.Given) / (double)_agents.Values.Min(agent => agent.Given), 1.0, 1.1);
    }

    [Fact]
    public void Agents_get_cases_by_their_capacity_within_ten_percent()
    {
        Hire(50, agent => (agent % 3) switch { 0 => 50, 1 => 100, _ => 200 });
        Work();
        var capacity = _agents.Values.Sum(agent => agent.Status.Capacity);
        Assert.All(_agents.Values, agent => Assert.InRange(agent.Given / ((double)Cases * agent.Status.Capacity / capacity), 0.9, 1.1));
    }

    private void Hire(int agents, Func<int, int> capacity)
    {
        _shard.Configure(new QueueDefinition { Name = "General" }, new RoutingPolicy(), _now);
        for (var n = 0; n < agents; n++)
        {
            var status = new AgentStatus($"a{n:D2}", 1, true, Presence.Online, [Departments.Service], [], capacity(n), 0, false, null, null);
            _agents[status.AgentId] = (status, 0);
            _shard.Observe(status, _now);
        }
    }

    private void Work()
    {
        var atOnce = _agents.Values.Sum(agent => agent.Status.Capacity) * Load / Units;
        for (var n = 0; n < Cases; n++)
        {
            _now += Handling / atOnce;
            while (_ends.TryPeek(out var end) && end.At <= _now)
            {
                _ends.Dequeue();
                Tell(end.Agent, -Units);
            }

            _shard.Observe(Waiting(n), _now);
            Decide();
        }

        Assert.Equal(Cases, _agents.Values.Sum(agent => agent.Given));
    }

    private void Decide()
    {
        while (_shard.Decide(Guid.NewGuid(), _now) is { } flight)
        {
            var asked = flight.Request.Assignment;
            var status = Tell(asked.Agent, Units);
            Assert.Equal(AfterReserve.Assign, _shard.Reserved(flight, new ReserveAnswer(true, null, status, null, asked.TicketId), _now));
            var assigned = new AssignedWork(
                asked.AssignmentId, asked.Agent, asked.Queue, Departments.Service, Units, true, false, asked.Mode, _now, TicketKind.RefundOnly, _now);
            _shard.Settled(flight, new RoutingFacts(asked.TicketId, 2, null, assigned, []), _now);
            _ends.Enqueue((_now + Handling, asked.Agent));
        }
    }

    private AgentStatus Tell(string agent, int units)
    {
        var (known, given) = _agents[agent];
        var status = known with
        {
            Version = known.Version + 1,
            UnitsInUse = known.UnitsInUse + units,
            LastAssignedAt = units > 0 ? _now : known.LastAssignedAt,
        };
        _agents[agent] = (status, given + (units > 0 ? 1 : 0));
        _shard.Observe(status, _now);
        return status;
    }

    private RoutingFacts Waiting(int n) => new(
        new Guid(n, 0, 0, new byte[8]),
        1,
        new WaitingWork(
            "general", 1, Departments.Service, TicketKind.RefundOnly, TicketPriority.P3, _now.AddHours(1), _now, _now, Units, [], null),
        null,
        []);
}
