using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Routing;

/// <summary>claim, assign, transfer and release: people decide, also beyond capacity.</summary>
public sealed class ManualTests(SystemFixture system) : RoutingTests(system)
{
    [Fact]
    public async Task Of_two_who_claim_at_once_one_gets_it_and_the_other_learns_who()
    {
        var desk = await GivenDesk();
        var (one, two) = (await GivenAgent(desk, "Busy"), await GivenAgent(desk, "Busy"));
        var (ticket, _) = await GivenCase(desk);
        var answers = await Task.WhenAll(Api.Act(ticket, "claim", $"agent:{one}"), Api.Act(ticket, "claim", $"agent:{two}"));
        var won = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        var lost = Assert.Single(answers, answer => answer != won);
        AssertProblem(lost, HttpStatusCode.Conflict, "action-not-possible");
        Assert.Contains(Text(won, "assignee")!, lost.Body!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await Uses(Text(won, "assignee")!, Units);
    }

    [Fact]
    public async Task A_manual_assignment_exceeds_the_capacity_and_blocks_automatic_ones()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk, capacity: Units);
        var (first, firstCustomer) = await GivenCase(desk);
        await Held(first, agent);
        var (second, secondCustomer) = await GivenCase(desk);
        await Waits(second, desk.Queue, position: 1);
        var assigned = await Done(second, "lead", "assign", new JsonObject { ["agentId"] = agent });
        Assert.Equal((agent, "Manual"), (Text(assigned, "assignee"), assigned.Body!["assignment"]!["mode"]!.GetValue<string>()));
        await Uses(agent, 2 * Units);

        var (third, _) = await GivenCase(desk);
        await Done(first, firstCustomer, "cancel");
        await Uses(agent, Units);
        AssertProblem(await Next(desk.Queue, $"agent:{agent}"), HttpStatusCode.Conflict, "action-not-possible");
        await Waits(third, desk.Queue, position: 1);
        await Done(second, secondCustomer, "cancel");
        await Held(third, agent);
    }

    [Fact]
    public async Task The_first_agent_stays_the_owner_through_transfers()
    {
        var (desk, other) = (await GivenDesk(), await GivenDesk());
        var (first, second) = (await GivenAgent(desk), await GivenAgent(other, "Busy"));
        var (ticket, _) = await GivenCase(desk);
        await Held(ticket, first);
        var handed = await Done(ticket, $"agent:{first}", "transfer", new JsonObject { ["agentId"] = second, ["reason"] = "Knows lamps" });
        Assert.Equal((first, second), (Text(handed, "owner"), Text(handed, "assignee")));
        await Uses(first, 0);
        await Uses(second, Units);

        var queued = await Done(ticket, $"agent:{second}", "transfer", new JsonObject { ["queueId"] = other.Queue, ["reason"] = "Not a lamp" });
        Assert.Equal((first, null, other.Queue), (Text(queued, "owner"), Text(queued, "assignee"), Text(queued, "queue")));
        await Waits(ticket, other.Queue);
        await Uses(second, 0);
        Assert.Contains("Knows lamps", (await Api.Get($"/v1/tickets/{ticket}/timeline", "lead")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_is_preferred_when_the_case_waits_again()
    {
        var desk = await GivenDesk();
        var owner = await GivenAgent(desk);
        var (ticket, _) = await GivenCase(desk);
        await Held(ticket, owner);
        await Done(ticket, "lead", "assign", new JsonObject { ["agentId"] = await GivenAgent(desk, "Busy") });
        await Uses(owner, 0);
        await Held((await GivenCase(desk)).Ticket, owner);
        var idle = await GivenAgent(desk);
        await Eventually.Get(() => Stats(desk), stats => Number(stats, "agentsAvailable") == 2, $"{idle} is known to the queue");

        await Done(ticket, "lead", "transfer", new JsonObject { ["queueId"] = desk.Queue, ["reason"] = "Back" });
        var held = await Held(ticket, owner);
        Assert.Equal("sticky-owner", held.Body!["assignment"]!["reason"]!["rule"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_released_case_waits_in_its_queue_again()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk, "Busy");
        var (ticket, _) = await GivenCase(desk);
        await Done(ticket, $"agent:{agent}", "claim");
        AssertProblem(await Api.Act(ticket, "release", "agent:stranger", new JsonObject { ["reason"] = "Mine?" }), HttpStatusCode.Conflict, "action-not-possible");
        var released = await Done(ticket, $"agent:{agent}", "release", new JsonObject { ["reason"] = "Cannot read it" });
        Assert.Equal((agent, null, desk.Queue), (Text(released, "owner"), Text(released, "assignee"), Text(released, "queue")));
        await Waits(ticket, desk.Queue, position: 1);
        await Uses(agent, 0);
    }

    [Fact]
    public async Task Nobody_gives_a_case_to_agents_or_queues_that_are_not_there()
    {
        var (ticket, customer) = await GivenTicket();
        var removed = await GivenAgent(await GivenDesk());
        Ok(await Delete($"/v1/agents/{removed}"));
        foreach (var nobody in new[] { NewId("nobody"), removed })
        {
            AssertProblem(
                await Api.Act(ticket, "assign", "lead", new JsonObject { ["agentId"] = nobody }), HttpStatusCode.UnprocessableEntity, "unknown-agent");
            var transfer = new JsonObject { ["agentId"] = nobody, ["reason"] = "?" };
            AssertProblem(await Api.Act(ticket, "transfer", "agent", transfer), HttpStatusCode.UnprocessableEntity, "unknown-agent");
        }

        var nowhere = new JsonObject { ["queueId"] = NewId("nowhere"), ["reason"] = "?" };
        AssertProblem(await Api.Act(ticket, "transfer", "agent", nowhere), HttpStatusCode.UnprocessableEntity, "unknown-queue");
        AssertProblem(await Api.Act(ticket, "assign", customer, new JsonObject { ["agentId"] = "a" }), HttpStatusCode.Forbidden, "forbidden");
        Assert.Null(Text(await Case(ticket), "assignee"));
    }

    [Fact]
    public async Task A_repeated_assignment_is_answered_also_when_the_agent_is_gone_and_an_unknown_case_before_an_unknown_agent()
    {
        var (ticket, customer) = await GivenTicket();
        var agent = await GivenAgent(await GivenDesk());
        var (key, body) = (NewId("assign"), new JsonObject { ["agentId"] = agent });
        Ok(await Api.Act(ticket, "assign", "lead", body, key));
        await Done(ticket, customer, "cancel");
        await Uses(agent, 0);
        Ok(await Delete($"/v1/agents/{agent}"));
        var again = Ok(await Api.Act(ticket, "assign", "lead", body, key));
        Assert.Equal((agent, true), (Text(again, "assignee"), again.Replayed));
        AssertProblem(await Api.Act(Guid.NewGuid(), "assign", "lead", body), HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("assign", "{}", "/agentId")]
    [InlineData("assign", """{"agentId":"no spaces"}""", "/agentId")]
    [InlineData("transfer", """{"reason":"x"}""", "")]
    [InlineData("transfer", """{"queueId":"q","agentId":"a","reason":"x"}""", "")]
    [InlineData("transfer", """{"queueId":"q"}""", "/reason")]
    [InlineData("release", """{"reason":" "}""", "/reason")]
    public async Task A_wrong_body_is_refused_with_its_pointer(string action, string body, string pointer)
    {
        var (ticket, _) = await GivenTicket();
        AssertInvalid(await Api.Act(ticket, action, "lead", JsonNode.Parse(body)), pointer);
    }

    private Task<ApiAnswer> Stats(Desk desk) => Api.Get($"/v1/queues/{desk.Queue}/stats", "lead");
}
