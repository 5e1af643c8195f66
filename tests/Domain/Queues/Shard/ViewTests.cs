using AfterSales.Agents;
using AfterSales.Queues.Domain;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>Statistics, position and expected wait: one set of numbers for wallboard and customer.</summary>
public sealed class ViewTests
{
    private readonly Floor _floor = new();

    [Fact]
    public void Statistics_count_what_is_there()
    {
        _floor.Agent("a", used: 20);
        _floor.Agent("full", used: 100);
        _floor.Agent("busy", presence: Presence.Busy);
        _floor.Agent("off", presence: Presence.Offline);
        _floor.Waits(1, priority: TicketPriority.P1, dueInSeconds: -5);
        _floor.Now = _floor.Now.AddSeconds(90);
        _floor.Waits(2);
        _floor.Waits(3, units: 100);
        var assigned = _floor.Assign()!;
        Assert.Equal(Floor.Id(1), assigned.TicketId);
        var stats = _floor.Shard.Stats(_floor.Now);
        Assert.Equal((2, 0, 0), (stats.Waiting, stats.Offered, stats.Overdue));
        Assert.Equal([0, 0, 2, 0], stats.WaitingByPriority);
        Assert.Equal([2, 1, 0, 1], stats.AgentsByPresence);
        Assert.Equal((1, 125, 200), (stats.AgentsAvailable, stats.UnitsInUse, stats.Capacity));
        Assert.Equal((2, 1, 0), (stats.ArrivalsPerMinute, stats.AssignmentsPerMinute, stats.CompletionsPerMinute));
        Assert.Equal(TimeSpan.Zero, stats.OldestAge);
        _floor.IsGone(assigned.TicketId);
        Assert.Equal(1, _floor.Shard.Stats(_floor.Now).CompletionsPerMinute);
        Assert.Equal(0, _floor.Shard.Stats(_floor.Now.AddSeconds(61)).CompletionsPerMinute);
    }

    [Fact]
    public void A_position_counts_who_is_more_urgent()
    {
        _floor.Waits(1, dueInSeconds: 1_000);
        _floor.Waits(2, dueInSeconds: 1_500, kind: TicketKind.Complaint);
        _floor.Waits(3, dueInSeconds: 800);
        Assert.Equal([1, 2, 3], new[] { 3, 2, 1 }.Select(ticket => _floor.Shard.Position(Floor.Id(ticket), _floor.Now).Position));
        Assert.False(_floor.Shard.Position(Floor.Id(9), _floor.Now).Waits);
    }

    [Fact]
    public void Without_history_the_wait_comes_from_handling_time_and_places_and_without_agents_it_is_unknown()
    {
        _floor.Waits(1);
        Assert.Null(_floor.Shard.Position(Floor.Id(1), _floor.Now).ExpectedWait);
        _floor.Agent("a", used: 98, capacity: 100);

        // 300 s for a case, 20 places of 5 units.
        Assert.Equal(TimeSpan.FromSeconds(15), _floor.Shard.Position(Floor.Id(1), _floor.Now).ExpectedWait);
    }

    [Fact]
    public void Handling_time_is_learned_after_fifty_cases_and_follows_the_last_two_hundred()
    {
        _floor.Agent("a", capacity: 10_000);
        Handle(49, seconds: 60);
        Assert.Equal((TimeSpan.FromSeconds(300), 49), Handling());
        Handle(1, seconds: 60);
        Assert.Equal((TimeSpan.FromSeconds(60), 50), Handling());
        Handle(200, seconds: 90);
        Assert.Equal((TimeSpan.FromSeconds(90), 250), Handling());
    }

    [Fact]
    public void Work_that_comes_back_unhandled_teaches_nothing()
    {
        _floor.Agent("a", capacity: 10_000);
        _floor.Waits(1);
        _floor.Assign();
        _floor.Now = _floor.Now.AddSeconds(900);
        _floor.Waits(1);
        var stats = _floor.Shard.Stats(_floor.Now);
        Assert.Equal((1, 0), (stats.CompletionsPerMinute, stats.Handling.Length));
    }

    [Theory]
    [InlineData(1, 10, 300)]
    [InlineData(2, 40, 20)]
    [InlineData(3, 200, 30)]
    public void In_a_steady_drain_the_median_error_of_the_wait_is_at_most_30_percent(int seed, int places, int handlingSeconds)
    {
        var cases = Math.Max(600, places * 20);
        var random = new Random(seed);
        var ends = new PriorityQueue<Flight, DateTimeOffset>();
        var promised = new Dictionary<Guid, (DateTimeOffset At, TimeSpan Wait)>();
        var errors = new List<double>();
        _floor.Agent("a", capacity: places * 5);
        for (var ticket = 0; ticket < cases; ticket++)
        {
            _floor.Waits(ticket);
        }

        while (_floor.Shard.Waiting > 0)
        {
            while (_floor.Assign() is { } flight)
            {
                if (promised.TryGetValue(flight.TicketId, out var said))
                {
                    var real = _floor.Now - said.At;
                    errors.Add(real > TimeSpan.Zero ? Math.Abs((said.Wait - real) / real) : 0);
                }

                ends.Enqueue(flight, _floor.Now.AddSeconds(-Math.Log(1 - random.NextDouble()) * handlingSeconds));
            }

            var ticket = Floor.Id(random.Next(cases));
            if (_floor.Shard.Position(ticket, _floor.Now) is { Waits: true, ExpectedWait: { } wait })
            {
                promised[ticket] = (_floor.Now, wait);
            }

            ends.TryDequeue(out var ended, out var at);
            _floor.Now = at;
            _floor.IsGone(ended!.TicketId);
            var status = _floor.Status("a");
            _floor.Tell(status with { UnitsInUse = status.UnitsInUse - 5 });
        }

        errors.Sort();
        Assert.InRange(errors.Count, 100, int.MaxValue);
        Assert.InRange(errors[errors.Count / 2], 0, 0.3);
    }

    private (TimeSpan, int) Handling()
    {
        var handling = _floor.Shard.Stats(_floor.Now).Handling.Single();
        return (handling.Expected, handling.Finished);
    }

    private void Handle(int cases, int seconds)
    {
        for (var i = 0; i < cases; i++)
        {
            _floor.Waits(i);
            var flight = _floor.Assign()!;
            _floor.Now = _floor.Now.AddSeconds(seconds);
            _floor.IsGone(flight.TicketId);
            _floor.Agent("a", capacity: 10_000);
        }
    }
}
