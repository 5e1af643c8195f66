using AfterSales.Agents;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>What time brings: relaxed targets, overflow, ramp-up; and what happens when the queue itself changes.</summary>
public sealed class TimeTests
{
    private static readonly QueueDefinition Relaxing = Floor.Definition() with
    {
        RequiredSkills = Floor.Skills("legal"),
        Targets = [new(TimeSpan.FromSeconds(60), Floor.Skills("refund")), new(TimeSpan.FromSeconds(120), [])],
    };

    private static readonly QueueDefinition Overflowing = Floor.Definition() with { OverflowQueue = "other", OverflowAfter = TimeSpan.FromSeconds(60) };

    [Fact]
    public void Targets_relax_cumulatively_and_the_reason_names_which_applied()
    {
        var floor = new Floor(Relaxing);
        floor.Agent("any");
        floor.Waits(1);
        Assert.Null(floor.Decide());
        Assert.Equal(floor.Now.AddSeconds(60), floor.Shard.NextDue);
        Pass(floor, 60);
        Assert.Null(floor.Decide());
        Assert.Equal(floor.Now.AddSeconds(60), floor.Shard.NextDue);
        Pass(floor, 60);
        Assert.Equal(2, floor.Decide()!.Request.Assignment.Reason.Target);
    }

    [Fact]
    public void The_skills_of_the_case_itself_stay()
    {
        var floor = new Floor(Relaxing);
        floor.Agent("any");
        floor.Waits(1, skills: ["lang:en"]);
        Pass(floor, 300);
        Assert.Null(floor.Decide());
        floor.Agent("english", skills: ["lang:en"]);
        Assert.Equal("english", floor.Decide()!.Agent);
    }

    [Fact]
    public void After_its_time_a_case_is_sent_to_the_overflow_queue()
    {
        var floor = new Floor(Overflowing);
        var facts = floor.Waits(1);
        Assert.Null(floor.Shard.NextReroute(floor.Now));
        Pass(floor, 60);
        var order = floor.Shard.NextReroute(floor.Now)!;
        Assert.Equal((facts.TicketId, facts.Waiting!.Round, "other", RerouteReason.Overflow), (order.TicketId, order.Round, order.ToQueue, order.Reason));
        floor.Agent("a");
        Assert.Null(floor.Decide());
        floor.Shard.Rerouted(order, facts with { Version = floor.NextVersion(), Waiting = facts.Waiting with { Queue = "other" } }, floor.Now);
        Assert.Equal(0, floor.Shard.Waiting);
    }

    [Fact]
    public void A_reroute_that_failed_is_tried_again_later_and_agents_may_have_the_case_meanwhile()
    {
        var floor = new Floor(Overflowing);
        floor.Waits(1);
        Pass(floor, 60);
        floor.Shard.Rerouted(floor.Shard.NextReroute(floor.Now)!, null, floor.Now);
        Assert.Null(floor.Shard.NextReroute(floor.Now));
        Assert.Equal(floor.Now.AddSeconds(1), floor.Shard.NextDue);
        Pass(floor, 1);
        floor.Shard.Rerouted(floor.Shard.NextReroute(floor.Now)!, null, floor.Now);
        Assert.Equal(floor.Now.AddSeconds(2), floor.Shard.NextDue);
        floor.Agent("a");
        Assert.NotNull(floor.Decide());
    }

    [Fact]
    public void Those_that_came_last_overflow_when_the_queue_is_full()
    {
        var floor = new Floor(Overflowing with { OverflowAfter = null, MaxWaiting = 2 });
        for (var i = 1; i <= 3; i++)
        {
            floor.Waits(i);
        }

        Assert.Equal(Floor.Id(3), floor.Shard.NextReroute(floor.Now)!.TicketId);
        Assert.Null(floor.Shard.NextReroute(floor.Now));
        floor.Waits(4);
        floor.Agent("a");
        floor.Decide();
        Assert.Null(floor.Shard.NextReroute(floor.Now));
    }

    [Fact]
    public void Without_an_overflow_queue_a_full_queue_keeps_everything()
    {
        var floor = new Floor(Floor.Definition() with { MaxWaiting = 1 });
        floor.Waits(1);
        floor.Waits(2);
        Assert.Null(floor.Shard.NextReroute(floor.Now));
    }

    [Fact]
    public void Nothing_before_the_time_an_agent_may_be_granted_more()
    {
        var floor = new Floor();
        floor.Tell(floor.Agent("a", presence: Presence.Away) with { Presence = Presence.Online, NextGrantAt = floor.Now.AddSeconds(3) });
        floor.Waits(1);
        Assert.Null(floor.Decide());
        Assert.Equal(floor.Now.AddSeconds(3), floor.Shard.NextDue);
        Pass(floor, 3);
        Assert.NotNull(floor.Decide());
    }

    [Fact]
    public void Of_a_removed_queue_every_case_is_routed_anew_and_nothing_is_handed_out()
    {
        var floor = new Floor();
        floor.Waits(1);
        floor.Shard.Configure(null, floor.Policy, floor.Now);
        floor.Waits(2);
        floor.Agent("a");
        Assert.Null(floor.Decide());
        for (var i = 0; i < 2; i++)
        {
            var order = floor.Shard.NextReroute(floor.Now)!;
            Assert.Equal((null, RerouteReason.QueueRemoved), (order.ToQueue, order.Reason));
        }
    }

    [Fact]
    public void A_changed_definition_counts_at_once_and_asks_for_the_agents()
    {
        var floor = new Floor(Floor.Definition() with { RequiredSkills = Floor.Skills("legal") });
        floor.Agent("a");
        floor.Tell(floor.Agent("clerk", presence: Presence.Away) with { Presence = Presence.Online, Departments = [Departments.Finance] });
        floor.Waits(1);
        Assert.Null(floor.Decide());
        Assert.True(floor.Shard.Configure(Floor.Definition() with { Department = Departments.Finance }, floor.Policy, floor.Now));
        Assert.Equal("clerk", floor.Decide()!.Agent);
        Assert.False(floor.Shard.Configure(floor.Shard.Definition, new RoutingPolicy(), floor.Now));
    }

    [Fact]
    public void A_pair_under_way_survives_a_change_of_the_definition()
    {
        var floor = new Floor();
        floor.Agent("a");
        floor.Waits(1);
        var flight = floor.Decide()!;
        floor.Shard.Configure(Floor.Definition() with { Name = "Renamed" }, floor.Policy, floor.Now);
        Assert.Null(floor.Decide());
        floor.Grant(flight);
        floor.Confirm(flight);
        floor.Waits(2);
        Assert.Equal("a", floor.Decide()!.Agent);
    }

    private static void Pass(Floor floor, int seconds)
    {
        floor.Now = floor.Now.AddSeconds(seconds);
        floor.Shard.Tick(floor.Now);
    }
}
