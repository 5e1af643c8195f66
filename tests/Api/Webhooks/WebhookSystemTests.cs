using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AfterSales.Tests.Api.Webhooks;

/// <summary>The whole product: a case is worked on, and a receiver is told of it.</summary>
public sealed class WebhookSystemTests
{
    private readonly ConcurrentQueue<(string Id, string Timestamp, string Signature, string Body)> _received = new();

    [Fact]
    public async Task What_happens_to_a_case_arrives_signed_and_in_order_and_is_listed()
    {
        TestDatabase.Require();
        var database = await TestDatabase.Create();
        await using var receiver = await StartReceiver();
        await using var app = await SystemFixture.Start(database, ("Webhooks:AllowInsecure", "true"), ("Webhooks:AllowPrivateAddresses", "true"));
        using var api = new ApiClient(SystemFixture.AddressOf(app));
        var created = await api.Post("/v1/webhooks", "integration", new JsonObject { ["url"] = SystemFixture.AddressOf(receiver).ToString() });
        Assert.True(created.Status == HttpStatusCode.Created, created.ToString());

        Assert.Equal(HttpStatusCode.Created, (await api.Put("/v1/orders/o-hook", "integration", Bodies.Order("c-hook", "Delivered", opened: true))).Status);
        var opened = await api.Post("/v1/tickets", "customer:c-hook", Bodies.Open("o-hook", "ReturnRefund", category: "Quality"));
        Assert.True(opened.Status == HttpStatusCode.Created, opened.ToString());
        Assert.Equal(HttpStatusCode.OK, (await api.Act(opened.Id, "note", "agent:a-1", new JsonObject { ["text"] = "internal words" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.Act(opened.Id, "reply", "agent:a-1", new JsonObject { ["text"] = "public words" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.Act(opened.Id, "approve", "agent:a-1")).Status);
        await Eventually.Get(() => Task.FromResult(Told), told => told.Contains("ticket.approved"), "the receiver is told of the approval");

        Assert.Equal(["ticket.opened", "ticket.replied", "ticket.approved"], Told.Where(type => type is "ticket.opened" or "ticket.replied" or "ticket.approved"));
        var key = Convert.FromBase64String(created.Body!["secret"]!.GetValue<string>()["whsec_".Length..]);
        long? previous = null;
        foreach (var (id, timestamp, signature, body) in _received)
        {
            Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"))), signature);
            Assert.DoesNotContain("words", body, StringComparison.Ordinal);
            var data = JsonNode.Parse(body)!["data"]!;
            Assert.Equal((opened.Id, previous), (data["ticketId"]!.GetValue<Guid>(), data["previousSequence"]?.GetValue<long>()));
            previous = data["sequence"]!.GetValue<long>();
        }

        var list = $"/v1/webhooks/{created.Id}/deliveries?limit=2&status=delivered&ticketId={opened.Id}";
        var first = await Eventually.Get(() => api.Get(list, "admin"), page => page.Body!["items"]!.AsArray().Count == 2, "deliveries are recorded");
        var next = await api.Get($"{list}&cursor={first.Body!["nextCursor"]!.GetValue<string>()}", "admin");
        Assert.True(next.Status == HttpStatusCode.OK && next.Body!["items"]!.AsArray().Count > 0, next.ToString());
        Assert.Equal("invalid-cursor", (await api.Get($"/v1/webhooks/{created.Id}/deliveries?cursor={first.Body["nextCursor"]!.GetValue<string>()}", "admin")).Code);

        var before = _received.Count;
        var replayed = await api.Post($"/v1/webhooks/{created.Id}/replay", "admin", new JsonObject { ["ticketId"] = opened.Id, ["fromSequence"] = 0 });
        Assert.True(replayed.Status == HttpStatusCode.OK && replayed.Body!["count"]!.GetValue<int>() > 0, replayed.ToString());
        await Eventually.Get(() => Task.FromResult(_received.Count), count => count >= 2 * before, "everything came again");
        Assert.Equal(before, _received.Select(request => request.Id).Distinct().Count());
        await app.StopAsync(TestContext.Current.CancellationToken);
        await TestDatabase.Drop(database);
    }

    private string[] Told => [.. _received.Select(request => JsonNode.Parse(request.Body)!["type"]!.GetValue<string>())];

    private async Task<WebApplication> StartReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            var headers = http.Request.Headers;
            _received.Enqueue((headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), await reader.ReadToEndAsync()));
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await app.StartAsync();
        return app;
    }
}
