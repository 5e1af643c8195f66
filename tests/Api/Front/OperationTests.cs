using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Api.Front;

/// <summary>What operators and newcomers look at: health, metrics, the OpenAPI document and its pages.</summary>
public sealed class OperationTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task Health_needs_no_token()
    {
        Assert.Equal("live", (await Api.Send(HttpMethod.Get, "/health/live", null, null)).Body!["status"]!.GetValue<string>());
        var ready = await Api.Send(HttpMethod.Get, "/health/ready", null, null);
        Assert.True(ready.Status == HttpStatusCode.OK && ready.Body!["checks"]!["databaseReachable"]!.GetValue<bool>(), ready.Text);
    }

    [Fact]
    public async Task Metrics_count_requests_by_route()
    {
        await Api.Get("/v1/tickets?limit=1", "agent");
        var metrics = await Api.Send(HttpMethod.Get, "/metrics", null, null);
        Assert.Equal("text/plain", metrics.MediaType);
        Assert.Matches("http_server_request_duration_seconds_count\\{[^}]*http_route=\"/v1/tickets/?\"[^}]*\\} [1-9]", metrics.Text);
        Assert.Contains("dotnet_gc_collections_total", metrics.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_describes_the_body_of_every_action()
    {
        var document = (await Api.Send(HttpMethod.Get, "/openapi/v1.json", null, null)).Body!;
        foreach (var action in TicketActions.Names)
        {
            var post = document["paths"]![$"/v1/tickets/{{id}}/actions/{action}"]?["post"];
            Assert.True(post?["requestBody"]?["content"]?["application/json"]?["schema"] is not null, $"{action} has no body in the document");
            Assert.Contains(post["parameters"]!.AsArray(), parameter => parameter!["name"]!.GetValue<string>() == "Idempotency-Key");
        }

        var open = document["paths"]!["/v1/tickets"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;
        Assert.Contains("RefundOnly", open["properties"]!["kind"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(["kind", "subject", "description"], open["required"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    [Theory]
    [InlineData("/v1/agents/{id}", "put", "capacity", "If-Match")]
    [InlineData("/v1/agents/{id}/presence", "post", "presence", "Idempotency-Key")]
    [InlineData("/v1/agents/{id}/offers/{offerId}/accept", "post", null, "Idempotency-Key")]
    [InlineData("/v1/agents/{id}/offers/{offerId}/reject", "post", "reason", "Idempotency-Key")]
    [InlineData("/v1/queues/{id}", "put", "offerTimeout", "If-Match")]
    [InlineData("/v1/queues/{id}/next", "post", "agentId", "Idempotency-Key")]
    [InlineData("/v1/agents/{id}", "delete", null, "requeue")]
    [InlineData("/v1/queues/{id}", "delete", null, "requeue")]
    [InlineData("/v1/agents/{id}/work", "get", null, null)]
    [InlineData("/v1/queues", "get", null, null)]
    [InlineData("/v1/policies/{name}", "put", null, "Idempotency-Key")]
    [InlineData("/v1/contacts/{id}", "get", null, "side")]
    [InlineData("/v1/contacts/{id}", "put", "email", "side")]
    [InlineData("/v1/queues/{id}/stats", "get", null, null)]
    public async Task The_document_describes_agents_and_queues(string path, string method, string? field, string? parameter)
    {
        var operation = (await Api.Send(HttpMethod.Get, "/openapi/v1.json", null, null)).Body!["paths"]![path]?[method];
        Assert.False(string.IsNullOrEmpty(operation?["summary"]?.GetValue<string>()), $"{method} {path} has no summary");
        var properties = operation["requestBody"]?["content"]?["application/json"]?["schema"]?["properties"]?.AsObject();
        Assert.True(field is null || properties?.ContainsKey(field) == true, $"{method} {path} has no body with {field}: {properties?.ToJsonString()}");
        var parameters = (operation["parameters"]?.AsArray() ?? []).Select(known => known!["name"]!.GetValue<string>()).ToList();
        Assert.True(parameter is null || parameters.Contains(parameter), $"{method} {path} knows {string.Join(", ", parameters)} and not {parameter}");
    }

    [Fact]
    public async Task The_root_leads_to_the_pages()
    {
        var pages = await Api.Send(HttpMethod.Get, "/", null, null);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (pages.Status, pages.MediaType));
        Assert.Contains("AfterSales API", pages.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_method_names_the_right_ones()
    {
        using var response = await Api.Http.DeleteAsync(new Uri("/v1/tickets", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Contains("POST", response.Content.Headers.Allow);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Personal_data_is_not_cached()
    {
        var (ticket, customer) = await GivenTicket();
        Assert.True((await Api.Get($"/v1/tickets/{ticket}", customer)).Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("PT0S", HttpStatusCode.OK)]
    [InlineData("-P1D", HttpStatusCode.BadRequest)]
    [InlineData("P4000D", HttpStatusCode.BadRequest)]
    [InlineData("tomorrow", HttpStatusCode.BadRequest)]
    public async Task The_clock_moves_ahead_only(string by, HttpStatusCode expected)
    {
        Assert.Equal(expected, (await Api.Post("/dev/clock/advance", "admin", new JsonObject { ["by"] = by })).Status);
        AssertProblem(await Api.Post("/dev/clock/advance", "agent", new JsonObject { ["by"] = by }), HttpStatusCode.Forbidden, "forbidden");
    }
}
