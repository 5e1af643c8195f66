using AfterSales.Agents;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>The newer version wins, whoever tells it; nothing is lost and nothing comes back.</summary>
public sealed class FactsTests
{
    private readonly Floor _floor = new();

    [Fact]
    public void Older_news_do_not_bring_a_case_back()
    {
        var waits = _floor.Waits(1);
        _floor.IsGone(waits.TicketId);
        _floor.Shard.Observe(waits, _floor.Now);
        _floor.Shard.Load([waits], _floor.Now);
        Assert.Equal(0, _floor.Shard.Waiting);
    }

    [Fact]
    public void What_was_heard_while_loading_wins_over_what_is_loaded()
    {
        var (first, second) = (Facts(1, version: 5), Facts(2, version: 5));
        _floor.Shard.Observe(first with { Version = 9, Waiting = first.Waiting! with { Queue = "other" } }, _floor.Now);
        _floor.Shard.Observe(second with { Version = 9, Waiting = second.Waiting! with { Round = 9 } }, _floor.Now);
        _floor.Shard.Load([first, second, Facts(3, version: 5)], _floor.Now);
        _floor.Agent("a");
        Assert.Equal(2, _floor.Shard.Waiting);
        Assert.Equal([9, 5], _floor.Shard is var shard ? new[] { Floor.Id(2), Floor.Id(3) }.Select(_ => Next(shard)) : []);
    }

    [Fact]
    public void A_case_that_left_while_its_agent_was_asked_frees_him_again()
    {
        _floor.Agent("a");
        _floor.Waits(1);
        var flight = _floor.Decide()!;
        _floor.IsGone(flight.TicketId);
        Assert.Equal(AfterReserve.Release, _floor.Grant(flight));
        Assert.Equal((0, 0), (_floor.Shard.Waiting, _floor.Shard.InFlight));
    }

    [Fact]
    public void A_case_of_a_new_round_is_decided_anew()
    {
        _floor.Agent("a");
        _floor.Waits(1);
        var flight = _floor.Decide()!;
        var round = _floor.Waits(1).Waiting!.Round;
        Assert.Null(_floor.Decide());
        Assert.Equal(AfterReserve.Release, _floor.Grant(flight));
        Assert.Equal(round, _floor.Decide()!.Request.Assignment.Round);
    }

    [Fact]
    public void A_refused_assignment_puts_back_what_still_waits()
    {
        _floor.Agent("a");
        _floor.Waits(1);
        var flight = _floor.Decide()!;
        Assert.Equal(AfterReserve.Assign, _floor.Grant(flight));
        var version = _floor.NextVersion();
        _floor.Shard.Settled(flight, Facts(1, version), _floor.Now);
        Assert.Equal(version, _floor.Decide()!.Request.Assignment.Round);
    }

    [Fact]
    public void An_agent_may_be_decided_for_again_once_his_capacity_is_answered()
    {
        _floor.Agent("a");
        _floor.Waits(1);
        _floor.Waits(2);
        var flight = _floor.Decide()!;
        Assert.Null(_floor.Decide());
        Assert.Equal(AfterReserve.Assign, _floor.Grant(flight));
        Assert.NotNull(_floor.Decide());
    }

    [Fact]
    public void A_refusal_that_the_status_does_not_explain_pauses_the_agent_longer_each_time()
    {
        var status = _floor.Agent("a");
        _floor.Waits(1);
        foreach (var milliseconds in (int[])[50, 100, 200])
        {
            var flight = _floor.Decide()!;
            Assert.Equal(AfterReserve.Nothing, _floor.Shard.Reserved(flight, new ReserveAnswer(false, "ramp-up", status, null, flight.TicketId), _floor.Now));
            Assert.Null(_floor.Decide());
            Assert.Equal(_floor.Now.AddMilliseconds(milliseconds), _floor.Shard.NextDue);
            _floor.Now = _floor.Now.AddMilliseconds(milliseconds);
            _floor.Shard.Tick(_floor.Now);
        }

        _floor.Shard.Suspend("a", _floor.Now);
        Assert.Null(_floor.Decide());
        _floor.Agent("a");
        Assert.NotNull(_floor.Decide());
    }

    [Fact]
    public void An_older_status_changes_nothing()
    {
        var old = _floor.Agent("a");
        _floor.Agent("a", presence: Presence.Away);
        _floor.Shard.Observe(old, _floor.Now);
        _floor.Waits(1);
        Assert.Null(_floor.Decide());
    }

    [Fact]
    public void No_more_than_the_limit_is_under_way_and_an_outcome_makes_room()
    {
        for (var i = 0; i < QueueShard.MaxInFlight + 1; i++)
        {
            _floor.Agent($"a-{i}");
            _floor.Waits(i);
        }

        var flights = Enumerable.Range(0, QueueShard.MaxInFlight).Select(_ => _floor.Decide()!).ToList();
        Assert.Null(_floor.Decide());
        _floor.Grant(flights[0]);
        _floor.Confirm(flights[0]);
        Assert.NotNull(_floor.Decide());
    }

    [Fact]
    public void A_case_that_does_not_exist_is_forgotten()
    {
        _floor.Agent("a");
        _floor.Waits(1);
        _floor.Shard.Forget(_floor.Decide()!, _floor.Now);
        Assert.Equal((0, 0), (_floor.Shard.Waiting, _floor.Shard.InFlight));
    }

    private int Next(QueueShard shard)
    {
        _floor.Agent("a");
        var flight = shard.Decide(Guid.NewGuid(), _floor.Now)!;
        _floor.Grant(flight);
        _floor.Confirm(flight);
        return flight.Request.Assignment.Round;
    }

    private RoutingFacts Facts(int ticket, int version) => new Floor().Waits(ticket) is var facts
        ? facts with { Version = version, Waiting = facts.Waiting! with { Round = version } }
        : facts;
}
