using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Routing;

/// <summary>PUT, GET and DELETE of queues, their list and their numbers.</summary>
public sealed class QueueResourceTests(SystemFixture system) : RoutingTests(system)
{
    [Fact]
    public async Task A_queue_is_created_read_changed_and_removed()
    {
        var (id, overflow) = (NewId("q"), (await GivenDesk()).Queue);
        var path = $"/v1/queues/{id}";
        AssertProblem(await Api.Get(path, "agent"), HttpStatusCode.NotFound, "not-found");
        var body = JsonNode.Parse(
            """
            {"name":"Night","department":"night-desk","requiredSkills":[{"skill":"refund","level":2}],"mode":"offer","offerTimeout":"PT45S",
             "targets":[{"after":"PT1M","skills":[{"skill":"refund","level":1}]}],"overflowAfter":"PT2H","maxWaiting":100}
            """)!.AsObject();
        body["overflowQueue"] = overflow;
        var created = await Api.Put(path, "lead", body);
        Assert.True((created.Status, created.Version, created.Headers.ETag?.Tag) == (HttpStatusCode.Created, 1, "\"1\""), created.ToString());
        var seen = await Api.Get(path, "agent");
        foreach (var (field, value) in body)
        {
            Assert.True(JsonNode.DeepEquals(value, seen.Body![field]), $"{field}: {seen}");
        }

        Assert.Equal((id, "test-lead"), (Text(seen, "id"), Text(seen, "updatedBy")));
        Assert.Equal(HttpStatusCode.NotModified, (await Tagged(HttpMethod.Get, path, "If-None-Match", 1)).Status);
        var same = await Api.Put(path, "lead", body);
        Assert.Equal((HttpStatusCode.OK, 1), (same.Status, same.Version));

        body["mode"] = "auto";
        AssertProblem(await Tagged(HttpMethod.Put, path, "If-Match", 7, body), HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Equal((2, "auto"), (Number(Ok(await Tagged(HttpMethod.Put, path, "If-Match", 1, body)), "version"), Text(await Api.Get(path, "agent"), "mode")));
        Ok(await Delete(path));
        AssertProblem(await Api.Get(path, "agent"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_list_holds_the_built_in_queues_and_the_new_ones()
    {
        var desk = await GivenDesk();
        var ids = Ok(await Api.Get("/v1/queues", "agent")).Body!["items"]!.AsArray().Select(queue => queue!["id"]!.GetValue<string>()).ToList();
        Assert.Superset(
            new HashSet<string> { "general", "warehouse", "finance", "workshop", "logistics", "quality", "arbitration", "supervisor", desk.Queue }, ids.ToHashSet());
    }

    [Theory]
    [InlineData("""{"name":"q","calendar":"24x7"}""", "unknown-field", "/calendar")]
    [InlineData("""{"name":"q","offerTimeout":"30"}""", "invalid-value", "/offerTimeout")]
    [InlineData("""{"name":"q","mode":"push"}""", "invalid-value", "/mode")]
    [InlineData("""{"name":"q","requiredSkills":[{"skill":"juggling"}]}""", "invalid-value", "/requiredSkills/0/skill")]
    [InlineData("""{"name":"q","targets":[{"after":"PT1M","skills":[{"skill":"juggling"}]}]}""", "invalid-value", "/targets/0/skills/0/skill")]
    public async Task A_wrong_queue_is_refused_with_its_pointer(string body, string code, string pointer) =>
        AssertInvalid(await Api.Put($"/v1/queues/{NewId("q")}", "lead", JsonNode.Parse(body)!), pointer, code);

    [Fact]
    public async Task Only_leads_and_administrators_change_queues_and_customers_see_none()
    {
        var desk = await GivenDesk();
        var path = $"/v1/queues/{desk.Queue}";
        foreach (var role in new[] { "customer", "agent", "finance" })
        {
            AssertProblem(await Api.Put(path, role, new JsonObject { ["name"] = "q" }), HttpStatusCode.Forbidden, "forbidden");
            AssertProblem(await Delete(path, role), HttpStatusCode.Forbidden, "forbidden");
        }

        foreach (var hidden in new[] { "/v1/queues", path, $"{path}/stats" })
        {
            AssertProblem(await Api.Get(hidden, "customer"), HttpStatusCode.Forbidden, "forbidden");
        }

        AssertProblem(await Api.Get($"/v1/queues/{NewId("nowhere")}/stats", "agent"), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Delete($"/v1/queues/{NewId("nowhere")}"), HttpStatusCode.NotFound, "not-found");
        AssertInvalid(await Api.Put("/v1/queues/no%20spaces", "lead", new JsonObject { ["name"] = "q" }), "/id");
    }

    [Fact]
    public async Task Stats_count_who_waits_and_who_serves()
    {
        var desk = await GivenDesk();
        var (ticket, _) = await GivenCase(desk);
        await GivenAgent(desk, "Busy");
        var stats = await Eventually.Get(
            () => Api.Get($"/v1/queues/{desk.Queue}/stats", "finance"),
            seen => Number(seen, "waiting") == 1 && seen.Body!["agentsByPresence"]!["busy"]!.GetValue<int>() == 1,
            "one waits and one is busy");
        Assert.Equal(desk.Queue, Text(stats, "queue"));
        var priority = Text(await Case(ticket), "priority")!;
        Assert.Equal(1, stats.Body!["waitingByPriority"]![priority]!.GetValue<int>());
        Assert.StartsWith("P", Text(stats, "oldestAge"), StringComparison.Ordinal);
        Assert.Equal(0, Number(stats, "agentsAvailable"));

        var agent = await GivenAgent(desk, capacity: 10);
        await Held(ticket, agent);
        var drained = await Eventually.Get(
            () => Api.Get($"/v1/queues/{desk.Queue}/stats", "finance"), seen => Number(seen, "waiting") == 0 && Number(seen, "unitsInUse") == Units, "nobody waits");
        Assert.Equal((10, 1), (Number(drained, "capacity"), Number(drained, "assignmentsPerMinute")));
    }

    [Fact]
    public async Task A_queue_with_waiting_cases_leaves_only_when_they_are_routed_anew()
    {
        var desk = await GivenDesk();
        var (ticket, _) = await GivenCase(desk);
        await Waits(ticket, desk.Queue, position: 1);
        AssertProblem(await Delete($"/v1/queues/{desk.Queue}"), HttpStatusCode.Conflict, "action-not-possible");
        Ok(await Delete($"/v1/queues/{desk.Queue}?requeue=true"));
        await Waits(ticket, "general");
        AssertProblem(await Api.Get($"/v1/queues/{desk.Queue}", "agent"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_others_lead_to_is_not_removed()
    {
        var desk = await GivenDesk();
        await GivenDesk(queue =>
        {
            queue["overflowQueue"] = desk.Queue;
            queue["overflowAfter"] = "PT1H";
        });
        AssertProblem(await Delete($"/v1/queues/{desk.Queue}?requeue=true"), HttpStatusCode.Conflict, "action-not-possible");
        AssertProblem(await Delete("/v1/queues/general?requeue=true"), HttpStatusCode.Conflict, "action-not-possible");
    }

    [Fact]
    public async Task Cases_overflow_with_their_age()
    {
        var target = await GivenDesk();
        var desk = await GivenDesk(queue =>
        {
            queue["overflowQueue"] = target.Queue;
            queue["overflowAfter"] = "PT1S";
        });
        var (ticket, _) = await GivenCase(desk);
        var since = (await Case(ticket)).Body!["queued"]!["since"]!.GetValue<string>();
        var moved = await Waits(ticket, target.Queue);
        Assert.Equal(("overflow", since), (moved.Body!["queued"]!["rule"]!.GetValue<string>(), moved.Body["queued"]!["since"]!.GetValue<string>()));
    }

    private Task<ApiAnswer> Tagged(HttpMethod method, string path, string header, int version, JsonObject? body = null) =>
        Api.Send(method, path, "lead", body?.ToJsonString(), request => request.Headers.TryAddWithoutValidation(header, $"\"{version}\""));
}
