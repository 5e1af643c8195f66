using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Front;

/// <summary>Drafts of promises and deadlines, tried on the log through the API.</summary>
public sealed class PromiseSimulationTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task A_draft_of_the_promises_is_tried_on_what_has_happened()
    {
        var (ticket, _) = await GivenTicket();
        var answer = await Simulate("sla", await InForce("sla"));
        Assert.True(answer.Body?["cases"]?.GetValue<int>() >= 1, answer.Text);
        Assert.False(answer.Body!["cutOff"]!.GetValue<bool>(), answer.Text);
        var first = answer.Body["clocks"]!["first-response"]!;
        Assert.True(first["was"]!["activated"]!.GetValue<int>() >= 1, answer.Text);
        Assert.Equal(first["was"]!.ToJsonString(), first["wouldBe"]!.ToJsonString());
        Assert.Empty(answer.Body["deadlines"]!.AsObject());
        Assert.NotEqual(Guid.Empty, ticket);
    }

    [Fact]
    public async Task A_draft_without_promises_gives_none()
    {
        await GivenTicket();
        var answer = await Simulate("sla", new JsonObject { ["definitions"] = new JsonArray() });
        Assert.All(answer.Body!["clocks"]!.AsObject(), clock => Assert.Equal(0, clock.Value!["wouldBe"]!["activated"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_faulty_draft_is_refused_with_its_faults()
    {
        AssertProblem(await Simulate("deadlines", new JsonObject { ["rules"] = "none" }), HttpStatusCode.BadRequest, "invalid-value");
        AssertProblem(await Api.Post("/v1/policies/deadlines/simulate", "agent", new JsonObject()), HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_draft_of_the_deadlines_answers_by_rule()
    {
        await GivenTicket();
        var answer = await Simulate("deadlines", await InForce("deadlines"));
        Assert.True(answer.Body?["cases"]?.GetValue<int>() >= 1, answer.Text);
        Assert.Empty(answer.Body!["clocks"]!.AsObject());
    }

    private async Task<JsonNode> InForce(string name) => (await Api.Get($"/v1/policies/{name}", "lead")).Body!["policy"]!.DeepClone();

    private Task<ApiAnswer> Simulate(string name, JsonNode draft) => Eventually.Get(
        () => Api.Post($"/v1/policies/{name}/simulate", "lead", draft), answer => answer.Status != HttpStatusCode.OK || answer.Body?["cases"]?.GetValue<int>() > 0,
        "the opening is in the log");
}
