using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Deadlines;

/// <summary>What silence decides, and putting it off, through HTTP. On a system of their own: an extension and the clock are everybody's.</summary>
public sealed class ExtensionTests : SystemTests, IAsyncLifetime
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public ExtensionTests()
        : this(new SystemFixture())
    {
    }

    private ExtensionTests(SystemFixture own)
        : base(own)
    {
    }

    public ValueTask InitializeAsync() => System.InitializeAsync();

    public ValueTask DisposeAsync() => System.DisposeAsync();

    [Fact]
    public async Task Open_deadlines_of_a_rule_are_put_off_and_put_back()
    {
        var (returned, customer) = await Awaited();
        var (reviewed, _) = await GivenTicket();
        var (before, other) = (At(await Seen(returned, customer)), At(await Seen(reviewed)));

        var key = Guid.NewGuid().ToString("N");
        var body = new JsonObject { ["rule"] = "customer-return", ["by"] = "P7D", ["reason"] = "Peak season" };
        var asked = await Api.Post("/v1/deadlines:extend", "lead", body, key);
        Assert.True(asked.Status == HttpStatusCode.OK, asked.ToString());
        Assert.Equal(("customer-return", "P7D", "Running", "test-lead"), (Text(asked, "rule"), Text(asked, "by"), Text(asked, "state"), Text(asked, "requestedBy")));

        var later = await Eventually.Get(() => Seen(returned, customer), seen => At(seen) == before + Week, "its deadline is a week later");
        Assert.True(later.Body!["deadline"]!["extended"]!.GetValue<bool>());
        Assert.Equal(other, At(await Seen(reviewed)));
        Assert.False(asked.Replayed);
        var repeated = await Api.Post("/v1/deadlines:extend", "lead", body, key);
        Assert.Equal((asked.Id, true), (repeated.Id, repeated.Replayed));
        await Done(asked.Id, undone: false);
        Assert.Equal(before + Week, At(await Seen(returned, customer)));

        var undo = new JsonObject { ["extensionId"] = asked.Id };
        var undoKey = Guid.NewGuid().ToString("N");
        var undone = await Api.Post("/v1/deadlines:undo-extend", "admin", undo, undoKey);
        Assert.False(undone.Replayed);
        Assert.True((await Api.Post("/v1/deadlines:undo-extend", "admin", undo, undoKey)).Replayed);
        AssertProblem(
            await Api.Post("/v1/deadlines:undo-extend", "admin", new JsonObject { ["extensionId"] = Guid.NewGuid() }, undoKey),
            HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.True(undone.Status == HttpStatusCode.OK && undone.Body!["undone"]!.GetValue<bool>(), undone.ToString());
        await Eventually.Get(() => Seen(returned, customer), seen => At(seen) == before, "its deadline is back");
        await Done(asked.Id, undone: true);
        Assert.Contains("deadline-extension-undone", (await Api.Get($"/v1/tickets/{returned}/timeline", "lead")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_whose_rule_is_gone_can_be_put_off_all_the_same()
    {
        var (returned, customer) = await Awaited();
        var before = At(await Seen(returned, customer));
        var policy = new JsonObject
        {
            ["rules"] = new JsonArray(new JsonObject
            {
                ["name"] = "renamed", ["steps"] = new JsonArray("AwaitingReturn"), ["party"] = "Customer", ["afterSeconds"] = 3_600, ["effect"] = "Close",
            }),
        };
        Assert.Equal(HttpStatusCode.OK, (await Api.Put("/v1/policies/deadlines", "admin", policy)).Status);
        await Eventually.Get(() => Extend("dialogue"), answer => answer.Status == HttpStatusCode.BadRequest, "rules that are gone and that no case is under are refused");

        var asked = await Eventually.Get(() => Extend("customer-return"), answer => answer.Status == HttpStatusCode.OK, "the read model knows the case");
        Assert.Equal("customer-return", Text(asked, "rule"));
        await Eventually.Get(() => Seen(returned, customer), seen => At(seen) >= before + Week, "its deadline is a week later");
    }

    private Task<ApiAnswer> Extend(string rule) =>
        Api.Post("/v1/deadlines:extend", "lead", new JsonObject { ["rule"] = rule, ["by"] = "P7D", ["reason"] = "Peak season" });

    [Fact]
    public async Task A_return_closes_itself_by_silence_and_the_graph_said_so()
    {
        var (returned, customer) = await Awaited();
        var graph = await Api.Get($"/v1/tickets/{returned}/graph", customer);
        Assert.Equal(("Customer", "Close"), (graph.Body!["deadline"]!["party"]!.GetValue<string>(), graph.Body["deadline"]!["effect"]!.GetValue<string>()));
        Assert.Contains(graph.Body["next"]!.AsArray(), next => next!["action"]!.GetValue<string>() == "expire" && next["to"]!.AsArray()[0]!.GetValue<string>() == "Closed");
        Assert.Null(graph.Body["deadline"]!["rule"]);

        Assert.Equal(HttpStatusCode.OK, (await Api.Post("/dev/clock/advance", "admin", new JsonObject { ["by"] = "P7DT1S" })).Status);
        await Eventually.Get(() => Seen(returned, customer), seen => seen.Step == "Closed", "silence has closed it");
        await Act(returned, customer, "reopen", "AwaitingReturn", new JsonObject { ["reason"] = "I was away" });
    }

    [Theory]
    [InlineData("""{"rule":"nowhere","kinds":["Rental"],"by":"PT0S"}""", "/rule", "/kinds/0", "/by", "/reason")]
    [InlineData("""{"rule":"customer-return","until":"2020-01-01T00:00:00Z","reason":"r"}""", "/until")]
    [InlineData("""{"rule":"customer-return","by":"P1D","until":"2020-01-01T00:00:00Z","reason":"r"}""", "/until", "/until")]
    public async Task A_wrong_extension_is_refused_with_everything_wrong_in_it(string body, params string[] pointers)
    {
        var refused = await Api.Post("/v1/deadlines:extend", "lead", JsonNode.Parse(body)!);
        AssertProblem(refused, HttpStatusCode.BadRequest, "invalid-value");
        Assert.Equal(pointers, refused.Body!["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()));
        Assert.Empty((await Api.Get("/v1/deadlines:extensions", "lead")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task Only_leads_and_administrators_extend_and_what_is_not_there_cannot_be_undone()
    {
        var body = new JsonObject { ["rule"] = "customer-return", ["by"] = "P7D", ["reason"] = "r" };
        foreach (var role in new[] { "customer", "agent", "integration" })
        {
            AssertProblem(await Api.Post("/v1/deadlines:extend", role, body), HttpStatusCode.Forbidden, "forbidden");
            AssertProblem(await Api.Post("/v1/deadlines:undo-extend", role, new JsonObject { ["extensionId"] = Guid.NewGuid() }), HttpStatusCode.Forbidden, "forbidden");
            AssertProblem(await Api.Get("/v1/deadlines:extensions", role), HttpStatusCode.Forbidden, "forbidden");
        }

        AssertProblem(await Api.Post("/v1/deadlines:undo-extend", "lead", new JsonObject { ["extensionId"] = Guid.NewGuid() }), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Post("/v1/deadlines:undo-extend", "lead", new JsonObject()), HttpStatusCode.BadRequest, "invalid-value");
        AssertProblem(await Api.Send(HttpMethod.Post, "/v1/deadlines:extend", "lead", body.ToJsonString()), HttpStatusCode.BadRequest, "missing-idempotency-key");
    }

    private async Task<(Guid Ticket, string Customer)> Awaited()
    {
        var (ticket, customer) = await GivenTicket("ReturnRefund");
        await Act(ticket, "lead", "approve", "AwaitingReturn");
        return (ticket, customer);
    }

    private Task<ApiAnswer> Seen(Guid ticket, string role = "lead") => Api.Get($"/v1/tickets/{ticket}", role);

    private static DateTimeOffset? At(ApiAnswer seen) => seen.Body!["deadline"]?["at"]?.GetValue<DateTimeOffset>();

    private static string? Text(ApiAnswer answer, string field) => answer.Body![field]?.GetValue<string>();

    private async Task Done(Guid id, bool undone)
    {
        var all = await Eventually.Get(
            () => Api.Get("/v1/deadlines:extensions", "lead"),
            list => Item(list)["state"]!.GetValue<string>() == "Done" && Item(list)["undone"]!.GetValue<bool>() == undone,
            "the extension is done");
        Assert.Equal((id, 1, 1), (Item(all)["id"]!.GetValue<Guid>(), Item(all)["cases"]!.GetValue<int>(), Item(all)["changed"]!.GetValue<int>()));
    }

    private static JsonNode Item(ApiAnswer list) => Assert.Single(list.Body!["items"]!.AsArray())!;
}
