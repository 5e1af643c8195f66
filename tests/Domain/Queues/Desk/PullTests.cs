using AfterSales.Queues;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>Agents who ask for work (<c>next</c>).</summary>
public sealed class PullTests
{
    private const string Agent = "a-1";

    private static CallContext Request => new(new Caller("iss", Agent, Roles.Agent), CommandId.New());

    [Fact]
    public Task The_most_urgent_case_is_his_under_the_id_of_the_request() => InWorld(async world =>
    {
        var request = Request;
        var answer = (await Ask(world, request)).Value!;
        Assert.Equal((Floor.Id(1), request.CommandId.Value, false), (answer.TicketId!.Value, answer.AssignmentId!.Value, answer.Replayed));
        var taken = world.Ticket(Floor.Id(1)).Taken.Single();
        Assert.Equal((AssignmentMode.Pull, "pull"), (taken.Mode, taken.Reason.Rule));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_repeated_request_gets_the_first_case(bool restart) => InWorld(async world =>
    {
        var request = Request;
        await Ask(world, request);
        if (restart)
        {
            world.Restart();
            await world.Settle(0.5);
        }

        var again = (await Ask(world, request)).Value!;
        Assert.Equal((Floor.Id(1), true), (again.TicketId!.Value, again.Replayed));
        Assert.Empty(world.Ticket(Floor.Id(2)).Taken);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task The_same_key_with_another_body_is_refused(bool restart) => InWorld(async world =>
    {
        var caller = Request.Caller;
        await Ask(world, new CallContext(caller, CommandId.Of("iss", Agent, "key", "one"u8)));
        if (restart)
        {
            // Nothing waits, so that the agent's work alone can tell; what he tells of a key when something waits is his own test.
            world.Ticket(Floor.Id(2)).TakenBy("a-2");
            world.Restart();
            await world.Settle(0.5);
        }

        var again = await Ask(world, new CallContext(caller, CommandId.Of("iss", Agent, "key", "two"u8)));
        Assert.Equal(FailureCodes.IdempotencyKeyReused, again.Failure?.Code);
        Assert.Empty(world.Ticket(Floor.Id(2)).Taken);
    });

    [Fact]
    public Task A_repeated_request_is_answered_also_when_the_agent_is_gone() => InWorld(async world =>
    {
        var request = Request;
        await Ask(world, request);
        world.Agents.Single().Exists = false;
        Assert.Equal(FailureCodes.UnknownAgent, (await Ask(world, Request)).Failure?.Code);
        Assert.Equal(Floor.Id(1), (await Ask(world, request)).Value!.TicketId);
    });

    [Fact]
    public Task Two_equal_requests_at_once_get_one_case() => InWorld(async world =>
    {
        var request = Request;
        var answers = await Task.WhenAll(Ask(world, request), Ask(world, request));
        Assert.Equal([Floor.Id(1), Floor.Id(1)], answers.Select(answer => answer.Value!.TicketId!.Value));
        Assert.Single(answers, answer => answer.Value!.Replayed);
    });

    [Fact]
    public Task Beyond_his_capacity_it_is_refused_with_use_and_capacity() => InWorld(async world =>
    {
        await Ask(world, Request);
        var refused = (await Ask(world, Request)).Failure!;
        Assert.Equal(FailureCodes.ActionNotPossible, refused.Code);
        Assert.Contains("5 of 5", refused.Detail, StringComparison.Ordinal);
    }, capacity: 5);

    [Fact]
    public Task When_nothing_waits_the_answer_is_empty() => InWorld(async world =>
    {
        await Ask(world, Request);
        await Ask(world, Request);
        Assert.Equal(new NextAnswer(null, null, false), (await Ask(world, Request)).Value);
    });

    [Fact]
    public Task When_the_case_does_not_answer_the_outcome_is_unknown_until_it_does() => InWorld(async world =>
    {
        var request = Request;
        world.Fault = (name, after) => name == "Assign" && !after && world.Calls.Count(call => call == "Assign") <= 4 ? new TimeoutException() : null;
        Assert.Equal(FailureCodes.OutcomeUnknown, (await Ask(world, request)).Failure!.Code);
        Assert.Equal(0, world.Tickets.Count(ticket => ticket.AssignedBy is not null));
        Assert.Equal(2, (await world.Desk.Stats()).Value!.Waiting);
    });

    private static async Task<Outcome<NextAnswer>> Ask(DeskWorld world, CallContext request)
    {
        var answer = world.Desk.Next(Agent, request);
        await world.Settle(0.5);
        return await answer;
    }

    /// <summary>Two cases, and a queue that gives none by itself because its only agent was never told of.</summary>
    private static Task InWorld(Func<DeskWorld, Task> test, int capacity = 100) => DeskTests.InWorld(async world =>
    {
        world.Define(Floor.Definition() with { Mode = QueueMode.Offer }, revision: 2);
        world.Ticket(Floor.Id(1));
        world.Ticket(Floor.Id(2));
        await world.Settle(0.2);
        world.Agent(Agent, capacity);
        await test(world);
    });
}
