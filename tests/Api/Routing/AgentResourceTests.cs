using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Routing;

/// <summary>PUT, GET and DELETE of agents, and their presence.</summary>
public sealed class AgentResourceTests(SystemFixture system) : RoutingTests(system)
{
    [Fact]
    public async Task An_agent_is_registered_read_changed_and_removed()
    {
        var path = $"/v1/agents/{NewId("a")}";
        AssertProblem(await Api.Get(path, "agent"), HttpStatusCode.NotFound, "not-found");
        var body = new JsonObject
        {
            ["name"] = "李雷", ["team"] = "night", ["languages"] = new JsonArray("zh", "en"), ["capacity"] = 50, ["departments"] = new JsonArray("desk-of-one"),
            ["skills"] = new JsonArray(new JsonObject { ["skill"] = "refund", ["level"] = 3 }, new JsonObject { ["skill"] = "legal" }),
        };
        var created = await Api.Put(path, "lead", body);
        Assert.Equal((HttpStatusCode.Created, $"\"{created.Version}\""), (created.Status, created.Headers.ETag?.Tag));
        var seen = await Api.Get(path, "agent");
        body["skills"]![1]!["level"] = 1;
        foreach (var (field, value) in body)
        {
            Assert.True(JsonNode.DeepEquals(value, seen.Body![field]), $"{field}: {seen}");
        }

        Assert.Equal(("Offline", 0, 0, 0), (Text(seen, "presence"), Number(seen, "unitsInUse"), Number(seen, "activeTickets"), Number(seen, "openOffers")));
        Assert.Equal(HttpStatusCode.NotModified, (await Tagged(HttpMethod.Get, path, "If-None-Match", seen.Version)).Status);
        var same = await Api.Put(path, "lead", body);
        Assert.Equal((HttpStatusCode.OK, seen.Version), (same.Status, same.Version));

        body["capacity"] = 60;
        AssertProblem(await Tagged(HttpMethod.Put, path, "If-Match", seen.Version + 7, body), HttpStatusCode.PreconditionFailed, "precondition-failed");
        var changed = Ok(await Tagged(HttpMethod.Put, path, "If-Match", seen.Version, body));
        Assert.Equal(60, Number(changed, "capacity"));
        Assert.True(changed.Version > seen.Version);
        Ok(await Delete(path));
        AssertProblem(await Api.Get(path, "agent"), HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.Created, (await Api.Put(path, "lead", body)).Status);
    }

    [Fact]
    public async Task Unknown_skills_are_named()
    {
        var body = new JsonObject
        {
            ["name"] = "Li", ["skills"] = new JsonArray(new JsonObject { ["skill"] = "refund" }, new JsonObject { ["skill"] = "juggling" }),
        };
        AssertInvalid(await Api.Put($"/v1/agents/{NewId("a")}", "lead", body), "/skills/1/skill");
    }

    [Theory]
    [InlineData("{", "malformed-body")]
    [InlineData("", "malformed-body")]
    [InlineData("""{"name":"Li","capacity":0}""", "invalid-value")]
    [InlineData("""{"name":"Li","departments":["two words"]}""", "invalid-value")]
    [InlineData("""{"name":"Li","colour":"red"}""", "unknown-field")]
    public async Task A_malformed_agent_is_refused(string body, string code) =>
        AssertProblem(await Api.Send(HttpMethod.Put, $"/v1/agents/{NewId("a")}", "lead", body), HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Only_leads_and_administrators_register_and_remove_and_customers_see_nobody()
    {
        var agent = await GivenAgent(await GivenDesk());
        var path = $"/v1/agents/{agent}";
        foreach (var role in new[] { "customer", "warehouse", $"agent:{agent}" })
        {
            AssertProblem(await Api.Put(path, role, new JsonObject { ["name"] = "Li" }), HttpStatusCode.Forbidden, "forbidden");
            AssertProblem(await Delete(path, role), HttpStatusCode.Forbidden, "forbidden");
        }

        AssertProblem(await Api.Get(path, "customer"), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Get($"{path}/work", "customer"), HttpStatusCode.Forbidden, "forbidden");
        Ok(await Api.Get($"{path}/work", "warehouse"));
        AssertInvalid(await Api.Put("/v1/agents/no%20spaces", "lead", new JsonObject { ["name"] = "Li" }), "/id");
        AssertInvalid(await Delete($"{path}?requeue=maybe"), "/requeue");
        AssertInvalid(await Delete($"{path}?force=true"), "/force");
    }

    [Fact]
    public async Task Presence_is_set_by_the_agent_himself_or_a_lead_and_remembered()
    {
        var agent = await GivenAgent(await GivenDesk(), "Offline");
        var path = $"/v1/agents/{agent}/presence";
        Ok(await Api.Post(path, $"agent:{agent}", new JsonObject { ["presence"] = "Online" }));
        var away = Ok(await Api.Post(path, "lead", new JsonObject { ["presence"] = "Away", ["reason"] = "Lunch" }));
        Assert.Equal("Away", Text(away, "presence"));
        var history = (await Agent(agent)).Body!["presenceHistory"]!.AsArray();
        Assert.Equal(("Away", "set", "Lunch"), (Of(history[0]!, "presence"), Of(history[0]!, "cause"), Of(history[0]!, "reason")));
        Assert.Equal("Online", Of(history[1]!, "presence"));

        AssertProblem(await Api.Post(path, "agent:somebody", new JsonObject { ["presence"] = "Online" }), HttpStatusCode.Forbidden, "forbidden");
        AssertInvalid(await Api.Post(path, $"agent:{agent}", new JsonObject { ["presence"] = "Asleep" }), "/presence");
        AssertProblem(await Api.Post($"/v1/agents/{NewId("a")}/presence", "lead", new JsonObject { ["presence"] = "Online" }), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Who_flaps_is_told_to_wait()
    {
        var agent = await GivenAgent(await GivenDesk(), "Offline");
        ApiAnswer? refused = null;
        for (var change = 0; change < 100 && refused is null; change++)
        {
            var answer = await Api.Post($"/v1/agents/{agent}/presence", $"agent:{agent}", new JsonObject { ["presence"] = change % 2 == 0 ? "Busy" : "Away" });
            refused = answer.Status == HttpStatusCode.OK ? null : answer;
        }

        AssertProblem(Assert.IsType<ApiAnswer>(refused), HttpStatusCode.TooManyRequests, "rate-limited");
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_capacity_below_the_work_at_hand_is_refused()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk, capacity: 50);
        var (ticket, _) = await GivenCase(desk);
        await Held(ticket, agent);
        await Uses(agent, Units);
        var body = new JsonObject { ["name"] = "Somebody", ["departments"] = new JsonArray(desk.Department), ["capacity"] = Units - 1 };
        AssertProblem(await Api.Put($"/v1/agents/{agent}", "lead", body), HttpStatusCode.UnprocessableEntity, "capacity-below-use");
        body["capacity"] = Units;
        Assert.Equal(Units, Number(Ok(await Api.Put($"/v1/agents/{agent}", "lead", body)), "capacity"));
    }

    [Fact]
    public async Task An_agent_with_open_work_leaves_only_when_it_is_sent_back()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk);
        var (ticket, _) = await GivenCase(desk);
        await Held(ticket, agent);
        await Uses(agent, Units);
        AssertProblem(await Delete($"/v1/agents/{agent}"), HttpStatusCode.Conflict, "action-not-possible");
        Ok(await Delete($"/v1/agents/{agent}?requeue=true"));
        AssertProblem(await Agent(agent), HttpStatusCode.NotFound, "not-found");
        await Waits(ticket, desk.Queue, position: 1);
        await Held(ticket, await GivenAgent(desk));
    }

    private static string? Of(JsonNode node, string field) => node[field]?.GetValue<string>();

    private Task<ApiAnswer> Tagged(HttpMethod method, string path, string header, int version, JsonObject? body = null) =>
        Api.Send(method, path, "lead", body?.ToJsonString(), request => request.Headers.TryAddWithoutValidation(header, $"\"{version}\""));
}
