using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Routing;

/// <summary>
/// Tests of who gets which case. The system is shared: each test has a desk of its own (a department nobody else has, with its queue and agents) and
/// brings its cases there.
/// </summary>
public abstract class RoutingTests(SystemFixture system) : SystemTests(system)
{
    /// <summary>What a plain case costs by the built-in policy.</summary>
    protected const int Units = 5;

    /// <summary>A queue with a department of its own; <paramref name="shape"/> changes its body.</summary>
    protected async Task<Desk> GivenDesk(Action<JsonObject>? shape = null)
    {
        var desk = new Desk(NewId("q"), NewId("desk"));
        var body = new JsonObject { ["name"] = "A desk", ["department"] = desk.Department };
        shape?.Invoke(body);
        var answer = await Api.Put($"/v1/queues/{desk.Queue}", "lead", body);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        return desk;
    }

    /// <summary>An agent of the desk, who may speak as <c>agent:{id}</c>.</summary>
    protected async Task<string> GivenAgent(Desk desk, string presence = "Online", int capacity = 100, Action<JsonObject>? shape = null)
    {
        var agent = NewId("a");
        var body = new JsonObject { ["name"] = "Somebody", ["departments"] = new JsonArray(desk.Department), ["capacity"] = capacity };
        shape?.Invoke(body);
        var answer = await Api.Put($"/v1/agents/{agent}", "lead", body);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        if (presence != "Offline")
        {
            await Present(agent, presence);
        }

        return agent;
    }

    /// <summary>A case under review, brought to the desk by a lead.</summary>
    protected async Task<(Guid Ticket, string Customer)> GivenCase(Desk desk)
    {
        var (ticket, customer) = await GivenTicket();
        await Done(ticket, "lead", "transfer", new JsonObject { ["queueId"] = desk.Queue, ["reason"] = "Theirs" });
        return (ticket, customer);
    }

    protected async Task Present(string agent, string presence) =>
        Ok(await Api.Post($"/v1/agents/{agent}/presence", $"agent:{agent}", new JsonObject { ["presence"] = presence }));

    protected async Task<ApiAnswer> Done(Guid ticket, string role, string action, JsonObject? body = null) => Ok(await Api.Act(ticket, action, role, body));

    protected Task<ApiAnswer> Agent(string agent) => Api.Get($"/v1/agents/{agent}", "lead");

    protected Task<ApiAnswer> Case(Guid ticket) => Api.Get($"/v1/tickets/{ticket}", "lead");

    /// <summary>The case as staff see it once this agent holds it.</summary>
    protected Task<ApiAnswer> Held(Guid ticket, string agent) =>
        Eventually.Get(() => Case(ticket), seen => Text(seen, "assignee") == agent, $"{agent} holds the case");

    /// <summary>The case as staff see it once it waits in the queue and the queue knows it.</summary>
    protected Task<ApiAnswer> Waits(Guid ticket, string queue, int? position = null) => Eventually.Get(
        () => Case(ticket),
        seen => Text(seen, "queue") == queue && Text(seen, "assignee") is null && Number(seen, "queuePosition") is { } place && place == (position ?? place),
        $"it waits in {queue}{(position is null ? "" : $" at {position}")}");

    /// <summary>The agent once his units in use are so many: he is told without anybody waiting for it.</summary>
    protected Task<ApiAnswer> Uses(string agent, int units) =>
        Eventually.Get(() => Agent(agent), seen => Number(seen, "unitsInUse") == units, $"{agent} uses {units} units");

    /// <summary>The one offer this agent has, once he has it.</summary>
    protected async Task<(Guid Offer, Guid Ticket)> Offered(string agent)
    {
        var work = await Eventually.Get(
            () => Api.Get($"/v1/agents/{agent}/work", $"agent:{agent}"), seen => seen.Body?["offers"]?.AsArray().Count == 1, $"{agent} has an offer");
        var offer = work.Body!["offers"]![0]!;
        return (offer["offerId"]!.GetValue<Guid>(), offer["ticketId"]!.GetValue<Guid>());
    }

    protected Task<ApiAnswer> Answer(string agent, Guid offer, string answer, string? caller = null, string? key = null, JsonObject? body = null) =>
        Api.Post($"/v1/agents/{agent}/offers/{offer}/{answer}", caller ?? $"agent:{agent}", body ?? [], key);

    protected Task<ApiAnswer> Next(string queue, string role, string? key = null, JsonObject? body = null) =>
        Api.Post($"/v1/queues/{queue}/next", role, body ?? [], key);

    protected Task<ApiAnswer> Delete(string path, string role = "lead") => Api.Send(HttpMethod.Delete, path, role, null);

    protected static ApiAnswer Ok(ApiAnswer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        return answer;
    }

    protected static void AssertInvalid(ApiAnswer answer, string pointer, string code = "invalid-value")
    {
        AssertProblem(answer, HttpStatusCode.BadRequest, code);
        Assert.Contains(pointer, answer.Body!["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()));
    }

    protected static string? Text(ApiAnswer answer, string field) => answer.Body?[field]?.GetValue<string>();

    protected static int? Number(ApiAnswer answer, string field) => answer.Body?[field]?.GetValue<int>();

    /// <param name="Queue">Its queue.</param>
    /// <param name="Department">Its word, which only its agents carry.</param>
    protected sealed record Desk(string Queue, string Department);
}
