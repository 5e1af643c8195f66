using AfterSales.Queues;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>The shard's actor: loads, runs assignments, pulls; whatever a call does, nothing is lost.</summary>
public sealed class DeskTests
{
    private const string Agent = "a-1";

    [Fact]
    public Task What_waits_is_loaded_and_assigned() => InWorld(async world =>
    {
        world.Agent(Agent);
        var ticket = world.Ticket(Floor.Id(1));
        await world.Settle(0.2);
        Assert.Equal((Agent, AssignmentMode.Auto), (ticket.Taken.Single().Agent, ticket.Taken[0].Mode));
        Assert.Equal(0, (await world.Desk.Stats()).Value!.Waiting);
    });

    [Fact]
    public Task A_failed_load_is_tried_again_and_news_meanwhile_are_kept() => InWorld(async world =>
    {
        world.ViewIsAway = true;
        world.Agent(Agent);
        await world.Settle(0.2);
        world.Tell(world.Ticket(Floor.Id(1)).Facts);
        await world.Settle(4);
        Assert.Empty(world.Ticket(Floor.Id(1)).Taken);
        world.ViewIsAway = false;
        await world.Settle(3);
        Assert.Single(world.Ticket(Floor.Id(1)).Taken);
    });

    [Fact]
    public Task While_nothing_could_be_loaded_a_question_is_answered_with_storage_unavailable() => InWorld(async world =>
    {
        world.ViewIsAway = true;
        var answer = world.Desk.Stats();
        await world.Settle(3.5);
        Assert.Equal(FailureCodes.StorageUnavailable, (await answer).Failure!.Code);
    });

    [Fact]
    public Task An_agent_who_cannot_be_asked_is_passed_over_and_the_case_goes_to_another() => InWorld(async world =>
    {
        world.Agent("silent");
        world.Agent("willing", capacity: 10);
        world.Fault = (name, _) => name == "Reserve" && world.Calls.Count(call => call == "Reserve") <= 4 ? new TimeoutException() : null;
        var ticket = world.Ticket(Floor.Id(1));
        await world.Settle(1);
        Assert.Equal("willing", ticket.Taken.Single().Agent);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task When_the_case_does_not_answer_it_is_asked_where_it_is(bool after) => InWorld(async world =>
    {
        world.Agent(Agent);
        world.Fault = (name, effect) => name == "Assign" && effect == after && world.Calls.Count(call => call == "Assign") <= 4 ? new TimeoutException() : null;
        var ticket = world.Ticket(Floor.Id(1));
        await world.Settle(1);
        Assert.Contains("GetRouting", world.Calls);
        Assert.Single(ticket.Taken);
    });

    [Fact]
    public Task A_refused_assignment_frees_the_agent_at_once() => InWorld(async world =>
    {
        var agent = world.Agent(Agent);
        var ticket = world.Ticket(Floor.Id(1));
        world.Fault = (name, after) =>
        {
            if (name == "Reserve" && after)
            {
                ticket.Fence(1);
            }

            return null;
        };
        await world.Settle(0.5);
        Assert.Contains("Release", world.Calls);
        Assert.Equal(ticket.Taken.Single().AssignmentId, agent.Held.Single().AssignmentId);
    });

    [Fact]
    public Task An_agent_who_holds_the_case_already_makes_the_shard_ask_for_its_news() => InWorld(async world =>
    {
        world.Agent(Agent).RefusesFor = "holds-case";
        var ticket = world.Ticket(Floor.Id(1));
        var stale = ticket.Facts;
        ticket.TakenBy(Agent);
        world.Tell(stale);
        await world.Settle(0.5);
        Assert.Single(world.Calls, "Reserve");
        Assert.Contains("GetRouting", world.Calls);
        Assert.Equal(0, (await world.Desk.Stats()).Value!.Waiting);
    });

    [Fact]
    public Task Of_a_removed_queue_the_cases_are_routed_anew_and_the_shard_is_over() => InWorld(async world =>
    {
        var ticket = world.Ticket(Floor.Id(1));
        await world.Settle(0.5);
        world.Define(null, revision: 2);
        await world.Settle(1);
        Assert.Equal("elsewhere", ticket.Queue);
        Assert.True(world.Desk.IsOver);
    });

    [Fact]
    public Task A_queue_never_seen_is_not_called_removed_before_the_catalog_was_read_again() => InWorld(async world =>
    {
        world.Define(null, revision: 1);
        world.Restart();
        var ticket = world.Ticket(Floor.Id(1));
        await world.Settle(9);
        Assert.Contains("Refresh", world.Calls);
        Assert.Equal(Floor.Queue, ticket.Queue);
        world.Agent(Agent);
        world.Define(Floor.Definition(), revision: 2);
        world.Desk.Observe([], [world.Agents.Single().Status]);
        await world.Settle(1);
        Assert.Single(ticket.Taken);
    });

    internal static Task InWorld(Func<DeskWorld, Task> test) => DeskWorld.Run(async () =>
    {
        using var world = new DeskWorld();
        await test(world);
    });
}
