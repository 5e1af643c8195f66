using AfterSales.Agents;
using AfterSales.Queues;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>An agent's actor is the only clock of what he holds: the shard sees to it that he is awake.</summary>
public sealed class WakeTests
{
    private const string Agent = "a-1";

    [Fact]
    public Task After_a_change_of_membership_agents_with_offers_are_woken() => DeskTests.InWorld(async world =>
    {
        world.Define(Floor.Definition() with { Mode = QueueMode.Offer }, revision: 2);
        world.Agent(Agent);
        world.Ticket(Floor.Id(1));
        await world.Settle(0.5);
        Assert.DoesNotContain("Report", world.Calls);
        world.Epoch.Advance();
        await world.Settle(0.5);
        Assert.Contains("Report", world.Calls);
    });

    [Fact]
    public Task After_a_restart_agents_with_work_are_woken() => DeskTests.InWorld(async world =>
    {
        world.Agent(Agent);
        world.Ticket(Floor.Id(1));
        await world.Settle(0.5);
        world.Restart();
        await world.Settle(0.5);
        Assert.Contains("Report", world.Calls);
    });

    [Fact]
    public Task After_a_restart_a_removed_agent_with_cases_at_rest_is_woken() => DeskTests.InWorld(async world =>
    {
        var agent = world.Agent(Agent);
        agent.HoldsAtRest = true;
        agent.Remove();
        world.Restart();
        await world.Settle(0.5);
        Assert.Contains("Report", world.Calls);
    });

    [Fact]
    public Task Who_cannot_be_asked_is_asked_again_until_he_answers_and_holds_up_nobody() => DeskTests.InWorld(async world =>
    {
        for (var i = 0; i < 20; i++)
        {
            world.Agent($"a-{i:D2}").HoldsAtRest = true;
        }

        world.Fault = (name, _) => name == "Report" ? new TimeoutException() : null;
        world.Restart();
        await world.Settle(5);
        Assert.InRange(Reports(world), 20, 200);
        world.Fault = (_, _) => null;
        world.Calls.Clear();
        await world.Settle(10);
        Assert.Equal(20, Reports(world));
    });

    [Fact]
    public Task Who_may_have_granted_a_pull_unheard_is_woken_after_a_change_of_membership() => DeskTests.InWorld(async world =>
    {
        world.Ticket(Floor.Id(1));
        await world.Settle(0.2);
        world.Agent(Agent).Presence = Presence.Busy;
        world.Fault = (name, _) => name == "Reserve" ? new TimeoutException() : null;
        var answer = world.Desk.Next(Agent, new CallContext(new Caller("iss", Agent, Roles.Agent), CommandId.New()));
        await world.Settle(0.2);
        Assert.Equal(FailureCodes.OutcomeUnknown, (await answer).Failure!.Code);
        world.Calls.Clear();
        world.Epoch.Advance();
        await world.Settle(0.5);
        Assert.Contains("Report", world.Calls);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task After_a_change_of_membership_and_every_minute_who_holds_confirmed_work_or_work_at_rest_is_woken(bool atRest) => DeskTests.InWorld(async world =>
    {
        world.Agent(Agent).HoldsAtRest = atRest;
        world.Agent("idle");
        if (!atRest)
        {
            world.Ticket(Floor.Id(1));
        }

        await world.Settle(1);
        Assert.Equal(atRest ? 0 : 1, world.Agents.Sum(agent => agent.Held.Count()));
        world.Calls.Clear();
        world.Epoch.Advance();
        await world.Settle(1);
        Assert.Equal(1, Reports(world));
        await world.Settle(55);
        Assert.Equal(1, Reports(world));
        await world.Settle(10);
        Assert.Equal(2, Reports(world));
    });

    [Fact]
    public Task Many_are_woken_some_each_second() => DeskTests.InWorld(async world =>
    {
        for (var i = 0; i < 120; i++)
        {
            world.Agent($"a-{i:D3}").HoldsAtRest = true;
        }

        await world.Settle(1);
        world.Calls.Clear();
        world.Epoch.Advance();
        await world.Settle(0.5);
        Assert.Equal(50, Reports(world));
        await world.Settle(5);
        Assert.Equal(120, Reports(world));
    });

    [Fact]
    public Task The_rounds_of_a_minute_are_made_by_one_queue_of_those_he_may_serve() => DeskTests.InWorld(async world =>
    {
        world.DefineBefore("earlier", Floor.Definition(), revision: 2);
        world.Agent(Agent).HoldsAtRest = true;
        await world.Settle(1);
        world.Calls.Clear();
        await world.Settle(120);
        Assert.Equal(0, Reports(world));
    });

    private static int Reports(DeskWorld world) => world.Calls.Count(call => call == "Report");
}
