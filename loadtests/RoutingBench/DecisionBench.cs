using System.Diagnostics;
using AfterSales.Agents;
using AfterSales.LoadTests.Measuring;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary>
/// The shard's own thinking, without grains and storage: 20,000 cases of every kind and priority wait, a third of them for a skill; 2,000 agents of four
/// skill sets are full. In turns an agent gets room or a case comes; timed is the event together with the decision that follows.
/// </summary>
internal sealed class DecisionBench
{
    private const int Waiting = 20_000;
    private const int Agents = 2_000;
    private const int Events = 40_000;
    private const int Units = 5;
    private const int Capacity = 100;

    private static readonly ImmutableArray<ImmutableArray<SkillLevel>> SkillSets =
        [[], [new("refund", 3)], [new("refund", 3), new("repair", 2)], [new("vip", 1), new("lang:zh", 5)]];

    private readonly Random _random;
    private readonly QueueShard _shard = new("bench");
    private readonly int[] _versions = new int[Agents];
    private readonly DateTimeOffset _start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);
    private DateTimeOffset _now;

    private DecisionBench(int seed)
    {
        (_random, _now) = (new Random(seed), _start);
        _shard.Configure(new QueueDefinition { Name = "Bench" }, new RoutingPolicy(), _now);
        for (var agent = 0; agent < Agents; agent++)
        {
            _shard.Observe(Status(agent, Capacity), _now);
        }

        _shard.Load(Enumerable.Range(0, Waiting).Select(_ => NewCase()), _now);
    }

    public static Round Run(int seed)
    {
        var bench = new DecisionBench(seed);
        bench.Drive(Events / 4, new LatencyHistogram());
        var latencies = new LatencyHistogram();
        var started = Stopwatch.GetTimestamp();
        bench.Drive(Events, latencies);
        return new Round(latencies.Count, Stopwatch.GetElapsedTime(started), latencies);
    }

    private void Drive(int events, LatencyHistogram latencies)
    {
        for (var number = 0; number < events; number++)
        {
            _now = _now.AddMilliseconds(1);
            var agent = _random.Next(Agents);
            var (free, facts) = (Status(agent, Capacity - Units), NewCase());
            var began = Stopwatch.GetTimestamp();
            if (number % 2 == 0)
            {
                _shard.Observe(free, _now);
            }
            else
            {
                _shard.Observe(facts, _now);
            }

            var flight = _shard.Decide(Guid.CreateVersion7(), _now);
            latencies.Record(Stopwatch.GetElapsedTime(began));
            while (flight is not null)
            {
                Settle(flight);
                flight = _shard.Decide(Guid.CreateVersion7(), _now);
            }
        }
    }

    /// <summary>The agent grants it and is full again; the case takes it.</summary>
    private void Settle(Flight flight)
    {
        var assignment = flight.Request.Assignment;
        var agent = int.Parse(assignment.Agent, System.Globalization.CultureInfo.InvariantCulture);
        _shard.Reserved(flight, new ReserveAnswer(true, null, Status(agent, Capacity), null, assignment.TicketId), _now);
        var work = new AssignedWork(
            assignment.AssignmentId, assignment.Agent, "bench", Departments.Service, Units, Active: true, Acted: false, AssignmentMode.Auto, _now, TicketKind.RefundOnly,
            _now);
        _shard.Settled(flight, new RoutingFacts(assignment.TicketId, assignment.Round + 1, null, work, []), _now);
    }

    private AgentStatus Status(int agent, int unitsInUse) => new(
        agent.ToString(System.Globalization.CultureInfo.InvariantCulture), ++_versions[agent], Exists: true, Presence.Online, [Departments.Service],
        SkillSets[agent % SkillSets.Length], Capacity, unitsInUse, HasOpenOffer: false, _now.AddSeconds(-_random.Next(3_600)), NextGrantAt: null);

    private RoutingFacts NewCase()
    {
        var kinds = Enum.GetValues<TicketKind>();
        var since = _now.AddSeconds(-_random.Next(7_200));
        var skills = _random.Next(3) == 0 ? SkillSets[1 + _random.Next(SkillSets.Length - 1)] : [];
        var priority = (TicketPriority)_random.Next(4);
        var work = new WaitingWork(
            "bench", Round: 1, Departments.Service, kinds[_random.Next(kinds.Length)], priority, since.AddMinutes(5 + (60 * (int)priority)), since, since, Units, skills,
            Owner: null);
        return new RoutingFacts(Guid.CreateVersion7(), 1, work, null, []);
    }
}
