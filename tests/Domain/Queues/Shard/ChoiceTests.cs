using AfterSales.Agents;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>Who gets which case, and why (domain.md section 6).</summary>
public sealed class ChoiceTests
{
    private readonly Floor _floor = new();

    [Fact]
    public void The_lowest_load_ratio_comes_first()
    {
        _floor.Agent("a", used: 30);
        _floor.Agent("b", used: 50, capacity: 200);
        _floor.Agent("c", used: 40);
        _floor.Waits(1);
        var reason = Decided("b").Request.Assignment.Reason;
        Assert.Equal(("lowest-load", 0, 3), (reason.Rule, reason.Target, reason.Candidates));
        Assert.Equal([new("b", 50, 200), new("a", 30, 100), new("c", 40, 100)], reason.Considered);
    }

    [Fact]
    public void Of_equal_loads_the_longest_idle_comes_first_and_one_never_assigned_before_all()
    {
        _floor.Agent("a", used: 20, idleSeconds: 10);
        _floor.Agent("b", used: 40, capacity: 200, idleSeconds: 60);
        _floor.Waits(1);
        Assert.Equal("longest-idle", Decided("b").Request.Assignment.Reason.Rule);
        _floor.Agent("c", used: 20);
        _floor.Waits(2);
        Decided("c");
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("b", false)]
    public void Who_ignored_the_case_is_told_so_when_it_would_be_his_again(string ignoredBy, bool told)
    {
        var facts = _floor.Waits(1);
        _floor.Shard.Observe(facts with { Version = _floor.NextVersion(), Waiting = facts.Waiting! with { IgnoredBy = ignoredBy } }, _floor.Now);
        _floor.Agent("a");
        Assert.Equal(told, Decided("a").Request.Ignored);
    }

    [Fact]
    public void The_owner_is_preferred_when_he_is_eligible()
    {
        _floor.Agent("a");
        _floor.Agent("owner", used: 90);
        _floor.Waits(1, owner: "owner");
        var reason = Decided("owner").Request.Assignment.Reason;
        Assert.Equal("sticky-owner", reason.Rule);
        Assert.Equal([new("owner", 90, 100), new("a", 0, 100)], reason.Considered);
    }

    [Theory]
    [InlineData(Presence.Away, 0)]
    [InlineData(Presence.Busy, 0)]
    [InlineData(Presence.Online, 98)]
    public void An_owner_who_is_not_eligible_is_passed_over(Presence presence, int used)
    {
        _floor.Agent("a");
        _floor.Agent("owner", used: used, presence: presence);
        _floor.Waits(1, owner: "owner");
        Assert.Equal("only-candidate", Decided("a").Request.Assignment.Reason.Rule);
    }

    [Theory]
    [InlineData(95, true)]
    [InlineData(96, false)]
    [InlineData(120, false)]
    public void Units_must_fit_into_what_is_free(int used, bool fits)
    {
        _floor.Agent("a", used: used);
        _floor.Waits(1);
        Assert.Equal(fits, _floor.Decide() is not null);
    }

    [Fact]
    public void Neither_an_open_offer_nor_another_department_nor_a_removed_agent_gets_work()
    {
        _floor.Agent("offered", offer: true);
        _floor.Tell(_floor.Agent("finance", presence: Presence.Offline) with { Presence = Presence.Online, Departments = [Departments.Finance] });
        _floor.Tell(_floor.Agent("removed", presence: Presence.Offline) with { Presence = Presence.Online, Exists = false });
        _floor.Waits(1);
        Assert.Null(_floor.Decide());
    }

    [Fact]
    public void Least_slack_comes_first_then_priority_then_age()
    {
        _floor.Waits(1, dueInSeconds: 1_000);
        _floor.Waits(2, dueInSeconds: 900);
        _floor.Waits(3, dueInSeconds: 1_400, kind: TicketKind.Complaint);
        _floor.Waits(4, dueInSeconds: 900, priority: TicketPriority.P1);
        _floor.Now = _floor.Now.AddSeconds(1);
        _floor.Waits(5, dueInSeconds: 899);
        var order = Enumerable.Range(0, 5).Select(_ => TakeOne()).ToList();

        // 300 s are expected for an ordinary case and 900 s for a complaint, so case 3 has 500 s of slack.
        Assert.Equal([3, 4, 2, 5, 1], order);
    }

    [Fact]
    public void An_urgent_case_nobody_can_have_does_not_hold_up_the_next()
    {
        _floor.Waits(1, dueInSeconds: 1, skills: ["legal"]);
        _floor.Waits(2);
        _floor.Agent("a");
        Assert.Equal(Floor.Id(2), Decided("a").TicketId);
        _floor.Agent("lawyer", skills: ["legal"]);
        Assert.Equal(Floor.Id(1), Decided("lawyer").TicketId);
    }

    [Fact]
    public void An_agent_who_frees_units_gets_the_next_case()
    {
        _floor.Agent("a", used: 98);
        _floor.Waits(1);
        Assert.Null(_floor.Decide());
        _floor.Agent("a", used: 90);
        Decided("a");
    }

    private Flight Decided(string agent)
    {
        var flight = _floor.Decide();
        Assert.NotNull(flight);
        Assert.Equal(agent, flight.Agent);
        Assert.Null(_floor.Decide());
        return flight;
    }

    private int TakeOne()
    {
        _floor.Agent("one", used: 0);
        var flight = _floor.Assign()!;
        _floor.Agent("one", used: 100);
        return BitConverter.ToInt32(flight.TicketId.ToByteArray());
    }
}
