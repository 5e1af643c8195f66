using System.Collections.Immutable;
using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>Random events by seed: the shard, which looks only at what an event can have changed, decides what a full search decides.</summary>
public sealed class ModelTests
{
    private static readonly string[] Skills = ["refund", "legal", "lang:en"];

    private static readonly QueueDefinition Definition = new()
    {
        Name = "General",
        RequiredSkills = [new SkillLevel("refund", 2)],
        Targets = [new RelaxedTarget(TimeSpan.FromSeconds(20), [new SkillLevel("refund")]), new RelaxedTarget(TimeSpan.FromSeconds(45), [])],
    };

    private readonly List<Flight> _flights = [];
    private readonly NaiveShard _model = new(Definition);
    private readonly Floor _floor = new(Definition);
    private Random _random = null!;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_pairs_as_a_full_search(int seed)
    {
        _random = new Random(seed);
        for (var step = 0; step < 600; step++)
        {
            for (var events = _random.Next(1, 4); events > 0; events--)
            {
                Event();
            }

            Decisions(step);
        }
    }

    private void Event()
    {
        switch (_random.Next(10))
        {
            case 0 or 1 or 2:
                Arrive(Floor.Id(_random.Next(200)));
                break;
            case 3 or 4:
                Change($"a-{_random.Next(12)}");
                break;
            case 5:
                _floor.Now += TimeSpan.FromSeconds(_random.Next(1, 8));
                _floor.Shard.Tick(_floor.Now);
                break;
            case 6:
                Leave(Floor.Id(_random.Next(200)));
                break;
            default:
                Finish();
                break;
        }
    }

    private void Arrive(Guid id)
    {
        if (_flights.Any(flight => flight.TicketId == id))
        {
            return;
        }

        var version = _floor.NextVersion();
        var work = new WaitingWork(
            Floor.Queue, version, Departments.Service, (TicketKind)_random.Next(7), (TicketPriority)_random.Next(4), _floor.Now.AddSeconds(_random.Next(5) * 300),
            _floor.Now.AddSeconds(-_random.Next(3)), _floor.Now, _random.Next(3) == 0 ? 40 : 5, Some(1, 6), _random.Next(3) == 0 ? $"a-{_random.Next(12)}" : null);
        _floor.Shard.Observe(new RoutingFacts(id, version, work, null, []), _floor.Now);
        _model.Waiting[id] = work;
        _model.Excluded.RemoveWhere(pair => pair.Ticket == id);
    }

    private void Leave(Guid id)
    {
        if (_flights.All(flight => flight.TicketId != id))
        {
            _floor.IsGone(id);
            _model.Waiting.Remove(id);
        }
    }

    private void Change(string id)
    {
        if (_model.Held.Contains(id))
        {
            return;
        }

        var capacity = _random.Next(2) == 0 ? 100 : 60;
        _model.Agents[id] = _floor.Tell(new AgentStatus(
            id, 0, _random.Next(20) > 0, _random.Next(3) == 0 ? Presence.Away : Presence.Online, _random.Next(10) == 0 ? [Departments.Finance] : [Departments.Service],
            Some(2, 2), capacity, _random.Next(12) * 10, _random.Next(8) == 0, _floor.Now.AddSeconds(-_random.Next(4)),
            _random.Next(6) == 0 ? _floor.Now.AddSeconds(_random.Next(10)) : null));
    }

    /// <summary>One pair under way ends: confirmed, or put back, or refused for good by the agent.</summary>
    private void Finish()
    {
        if (_flights.Count == 0)
        {
            return;
        }

        var flight = _flights[_random.Next(_flights.Count)];
        _flights.Remove(flight);
        _model.Held.Remove(flight.Agent);
        var assignment = flight.Request.Assignment;
        if (_random.Next(3) == 0)
        {
            var outcome = new OfferOutcome(assignment, OfferEnd.Rejected, _floor.Status(flight.Agent));
            flight.Stage = FlightStage.Checking;
            _floor.Shard.OfferEnded(outcome, _floor.Now);
            _model.Excluded.Add((flight.TicketId, flight.Agent));
            return;
        }

        _floor.Grant(flight);
        _model.Agents[flight.Agent] = _floor.Status(flight.Agent);
        _floor.Confirm(flight);
        _model.Waiting.Remove(flight.TicketId);
    }

    private void Decisions(int step)
    {
        var waiting = _model.Waiting.Where(each => _flights.All(flight => flight.TicketId != each.Key)).ToDictionary();
        var search = new NaiveShard(Definition);
        foreach (var (id, work) in waiting)
        {
            search.Waiting.Add(id, work);
            Assert.True(_floor.Shard.Position(id, _floor.Now).Waits);
        }

        foreach (var (id, agent) in _model.Agents)
        {
            search.Agents.Add(id, agent);
        }

        search.Held.UnionWith(_model.Held);
        search.Excluded.UnionWith(_model.Excluded);
        if (search.Waiting.Count > 0)
        {
            var one = search.Waiting.Keys.Order().ElementAt(_random.Next(search.Waiting.Count));
            Assert.Equal(search.Position(one), _floor.Shard.Position(one, _floor.Now).Position);
        }

        while (true)
        {
            var expected = search.Decide(_floor.Now);
            var flight = _floor.Decide();
            var reason = flight?.Request.Assignment.Reason;
            Assert.Equal(
                (step, expected),
                (step, flight is null ? default((string, Guid, string, int, int)?) : (flight.Agent, flight.TicketId, reason!.Rule, reason.Candidates, reason.Target)));
            if (flight is null)
            {
                return;
            }

            Assert.Equal(flight.Agent, reason!.Considered[0].Agent);
            _flights.Add(flight);
            _model.Held.Add(flight.Agent);
            search.Held.Add(flight.Agent);
            search.Waiting.Remove(flight.TicketId);
        }
    }

    private ImmutableArray<SkillLevel> Some(int level, int rarity) =>
        [.. Skills.Where(_ => _random.Next(rarity) == 0).Select(skill => new SkillLevel(skill, _random.Next(1, level + 1)))];
}
