using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Routing;

/// <summary>POST /v1/queues/{id}/next: an agent asks for work.</summary>
public sealed class PullTests(SystemFixture system) : RoutingTests(system)
{
    [Fact]
    public async Task Next_gives_the_case_that_waited_longest_and_then_nothing()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk, "Busy");
        var (first, _) = await GivenCase(desk);
        var (second, _) = await GivenCase(desk);
        await Waits(second, desk.Queue, position: 2);
        var pulled = await Pulled(desk, agent);
        Assert.Equal(first, pulled.Body!["ticket"]!["id"]!.GetValue<Guid>());
        Assert.Equal((agent, "Pull"), (pulled.Body["ticket"]!["assignee"]!.GetValue<string>(), pulled.Body["ticket"]!["assignment"]!["mode"]!.GetValue<string>()));
        Assert.Equal(second, (await Pulled(desk, agent)).Body!["ticket"]!["id"]!.GetValue<Guid>());
        Assert.Equal("{}", Ok(await Next(desk.Queue, $"agent:{agent}")).Text);
        await Uses(agent, 2 * Units);
    }

    [Fact]
    public async Task The_same_key_pulls_the_same_case()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk, "Busy");
        var (first, _) = await GivenCase(desk);
        var (second, _) = await GivenCase(desk);
        await Waits(second, desk.Queue, position: 2);
        var key = NewId("next");
        var pulled = await Pulled(desk, agent, key);
        Assert.False(pulled.Replayed);
        var again = Ok(await Next(desk.Queue, $"agent:{agent}", key));
        Assert.True(again.Replayed);
        Assert.Equal(first, again.Body!["ticket"]!["id"]!.GetValue<Guid>());
        var otherBody = new JsonObject { ["agentId"] = agent };
        AssertProblem(
            await Next(desk.Queue, $"agent:{agent}", key, otherBody), HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        var other = await GivenDesk(queue => queue["department"] = desk.Department);
        await Done(second, "lead", "transfer", new JsonObject { ["queueId"] = other.Queue, ["reason"] = "Theirs" });
        await Waits(second, other.Queue, position: 1);
        AssertProblem(await Next(other.Queue, $"agent:{agent}", key), HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Null(Text(await Case(second), "assignee"));
        await Uses(agent, Units);
    }

    [Fact]
    public async Task Nobody_pulls_beyond_his_capacity()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk, "Busy", capacity: Units);
        await GivenCase(desk);
        var (second, _) = await GivenCase(desk);
        await Waits(second, desk.Queue, position: 2);
        await Pulled(desk, agent);
        AssertProblem(await Next(desk.Queue, $"agent:{agent}"), HttpStatusCode.Conflict, "action-not-possible");
        await Waits(second, desk.Queue, position: 1);
    }

    [Fact]
    public async Task A_lead_pulls_for_an_agent_and_an_agent_for_himself_only()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk, "Busy");
        var (ticket, _) = await GivenCase(desk);
        await Waits(ticket, desk.Queue, position: 1);
        var body = new JsonObject { ["agentId"] = agent };
        AssertProblem(await Next(desk.Queue, "agent:somebody", body: body), HttpStatusCode.Forbidden, "forbidden");
        var pulled = await Eventually.Get(() => Next(desk.Queue, "lead", body: body), answer => answer.Body?["ticket"] is not null, "the lead pulls");
        Assert.Equal(agent, pulled.Body!["ticket"]!["assignee"]!.GetValue<string>());
    }

    [Fact]
    public async Task Next_is_for_registered_agents_and_queues_that_are_there()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk);
        AssertProblem(await Next(desk.Queue, $"agent:{NewId("nobody")}"), HttpStatusCode.UnprocessableEntity, "unknown-agent");
        AssertProblem(await Next(NewId("nowhere"), $"agent:{agent}"), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Next(desk.Queue, "customer"), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Next(desk.Queue, "integration"), HttpStatusCode.Forbidden, "forbidden");
        AssertInvalid(await Next(desk.Queue, $"agent:{agent}", body: new JsonObject { ["agentId"] = "no spaces" }), "/agentId");
        AssertInvalid(await Next(desk.Queue, $"agent:{agent}", body: new JsonObject { ["agent"] = agent }), "/agent", "unknown-field");
        var keyless = await Api.Send(HttpMethod.Post, $"/v1/queues/{desk.Queue}/next", $"agent:{agent}", null);
        AssertProblem(keyless, HttpStatusCode.BadRequest, "missing-idempotency-key");
        Assert.Equal("{}", Ok(await Next(desk.Queue, $"agent:{agent}")).Text);
    }

    /// <summary>The queue hears of its agents a moment after they are registered.</summary>
    private Task<ApiAnswer> Pulled(Desk desk, string agent, string? key = null) =>
        Eventually.Get(() => Next(desk.Queue, $"agent:{agent}", key), answer => answer.Body?["ticket"] is not null, $"{agent} pulls a case");
}
