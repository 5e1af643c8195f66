using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Webhooks;

/// <summary>/v1/webhooks as resources: who may, what is refused, and what is never told.</summary>
public sealed class WebhookResourceTests(SystemFixture system) : SystemTests(system)
{
    private const string Path = "/v1/webhooks";

    [Fact]
    public async Task An_endpoint_is_created_read_changed_rotated_and_removed_and_its_secret_told_once()
    {
        var created = await Api.Post(Path, "admin", Body());
        Assert.True(created.Status == HttpStatusCode.Created, created.ToString());
        var one = $"{Path}/{created.Id}";
        Assert.Equal((one, "\"1\""), (created.Headers.Location?.ToString(), created.Headers.ETag?.Tag));
        var secret = Text(created, "secret");
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);

        var seen = await Api.Get(one, "integration");
        Assert.Equal((HttpStatusCode.OK, 1, "https://example.com/hooks", "closed"), (seen.Status, seen.Version, Text(seen, "url"), seen.Body!["circuit"]!["state"]!.GetValue<string>()));
        Assert.Equal(["ticket.*"], seen.Body["events"]!.AsArray().Select(item => item!.GetValue<string>()));
        Assert.DoesNotContain(secret, seen.Text + (await Api.Get(Path, "admin")).Text, StringComparison.Ordinal);
        Assert.Null(seen.Body["secret"]);
        Assert.Equal(HttpStatusCode.NotModified, (await Tagged(HttpMethod.Get, one, "If-None-Match", 1)).Status);

        AssertProblem(await Tagged(HttpMethod.Put, one, "If-Match", 7, Body(enabled: false)), HttpStatusCode.PreconditionFailed, "precondition-failed");
        var paused = await Tagged(HttpMethod.Put, one, "If-Match", 1, Body(enabled: false, events: "ticket.refunded"));
        Assert.Equal((2, "paused"), (paused.Version, Text(paused, "disabledReason")));
        Assert.Null(paused.Body!["secret"]);
        Assert.Equal(2, (await Api.Put(one, "admin", Body(enabled: false, events: "ticket.refunded"))).Version);

        var rotated = await Api.Post($"{one}/rotate-secret", "admin", new JsonObject());
        Assert.True(rotated.Status == HttpStatusCode.OK && Text(rotated, "secret") != secret && rotated.Body!["oldSecretUntil"] is not null, rotated.ToString());
        Assert.Equal(HttpStatusCode.OK, (await Tagged(HttpMethod.Delete, one, "If-Match", 3)).Status);
        AssertProblem(await Api.Get(one, "admin"), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Post($"{one}/rotate-secret", "admin", new JsonObject()), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Get($"{one}/deliveries", "admin"), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Get($"{Path}/not-an-id", "admin"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_repeated_creation_makes_no_second_endpoint_and_does_not_tell_the_secret_again()
    {
        var key = Guid.NewGuid().ToString("N");
        var (first, again) = (await Api.Post(Path, "admin", Body(), key), await Api.Post(Path, "admin", Body(), key));
        Assert.Equal((HttpStatusCode.Created, first.Id, true), (again.Status, again.Id, again.Replayed));
        Assert.Null(again.Body!["secret"]);
        AssertProblem(await Api.Post(Path, "admin", Body(enabled: false), key), HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal(HttpStatusCode.OK, (await Tagged(HttpMethod.Delete, $"{Path}/{first.Id}", "If-Match", 1)).Status);
        AssertProblem(await Api.Post(Path, "admin", Body(), key), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_repeated_rotation_tells_the_same_secret_and_changes_nothing()
    {
        var one = $"{Path}/{(await Api.Post(Path, "admin", Body())).Id}";
        var key = Guid.NewGuid().ToString("N");
        var first = await Api.Post($"{one}/rotate-secret", "admin", new JsonObject(), key);
        var again = await Api.Post($"{one}/rotate-secret", "admin", new JsonObject(), key);
        Assert.Equal((HttpStatusCode.OK, 2, Text(first, "secret"), true), (again.Status, again.Version, Text(again, "secret"), again.Replayed));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var wrong = Body("http://user@127.0.0.1/", events: "ticket.noted");
        wrong["description"] = new string('x', 300);
        var answer = await Api.Post(Path, "admin", wrong);
        AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-value");
        Assert.Equal(["/url", "/url", "/url", "/description", "/events/0"], answer.Body!["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()));
        var put = await Api.Put($"{Path}/{Guid.NewGuid()}", "admin", wrong);
        AssertProblem(put, HttpStatusCode.BadRequest, "invalid-value");
    }

    [Theory]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://100.64.1.1/")]
    [InlineData("https://[::]/")]
    [InlineData("https://localhost/")]
    [InlineData("not a url")]
    public async Task A_target_inside_is_refused(string url) => AssertProblem(await Api.Post(Path, "admin", Body(url)), HttpStatusCode.BadRequest, "invalid-value");

    [Fact]
    public async Task Unknown_fields_bad_replays_and_bad_filters_are_refused()
    {
        var body = Body();
        body["secret"] = "whsec_mine";
        AssertProblem(await Api.Post(Path, "admin", body), HttpStatusCode.BadRequest, "unknown-field");
        var one = $"{Path}/{(await Api.Post(Path, "admin", Body())).Id}";
        AssertProblem(await Api.Post($"{one}/replay", "admin", new JsonObject()), HttpStatusCode.BadRequest, "invalid-value");
        var replay = await Api.Post($"{one}/replay", "admin", new JsonObject { ["fromSequence"] = -1, ["since"] = "1066-01-01T00:00:00Z" });
        AssertProblem(replay, HttpStatusCode.BadRequest, "invalid-value");
        Assert.Equal(["/fromSequence", "/fromSequence", "/since"], replay.Body!["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()));
        AssertProblem(await Api.Get($"{one}/deliveries?status=lost&ticketId=7&color=red", "admin"), HttpStatusCode.BadRequest, "invalid-value");
        AssertProblem(await Api.Get($"{one}/deliveries?cursor=abc", "admin"), HttpStatusCode.BadRequest, "invalid-cursor");
        AssertProblem(await Api.Send(HttpMethod.Post, Path, "admin", new string(' ', 20_000)), HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Theory]
    [InlineData("customer:c-1")]
    [InlineData("agent")]
    [InlineData("lead")]
    [InlineData("warehouse")]
    public async Task Only_admins_and_integrations_may(string role)
    {
        var one = $"{Path}/{Guid.NewGuid()}";
        AssertProblem(await Api.Post(Path, role, Body()), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Get(Path, role), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Get($"{one}/deliveries", role), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Put(one, role, Body()), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Send(HttpMethod.Delete, one, role, null), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Post($"{one}/replay", role, new JsonObject()), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Post($"{one}/rotate-secret", role, new JsonObject()), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Send(HttpMethod.Get, Path, null, null), HttpStatusCode.Unauthorized, "unauthenticated");
    }

    private static JsonObject Body(string url = "https://example.com/hooks", bool enabled = true, string events = "ticket.*") =>
        new() { ["url"] = url, ["events"] = new JsonArray(events), ["enabled"] = enabled };

    private Task<ApiAnswer> Tagged(HttpMethod method, string path, string header, int version, JsonNode? body = null) =>
        Api.Send(method, path, "admin", body?.ToJsonString(), request => request.Headers.TryAddWithoutValidation(header, $"\"{version}\""));

    private static string Text(ApiAnswer answer, string field) => answer.Body![field]!.GetValue<string>();
}
