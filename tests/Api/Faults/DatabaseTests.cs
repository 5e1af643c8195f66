using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Faults;

/// <summary>The database goes away and comes back: 503 meanwhile, nothing half done, recovery without help.</summary>
public sealed class DatabaseTests
{
    [Fact]
    public async Task While_the_database_is_down_commands_answer_503_and_afterwards_everything_works()
    {
        await using var postgres = await PrivatePostgres.Start();
        await using var silo = await SiloProcess.Start(postgres.ConnectionString);
        using var api = new ApiClient(silo.Address);
        var before = await Open(api, "before");
        Assert.Equal(HttpStatusCode.Created, before.Status);
        Assert.Equal(HttpStatusCode.Created, (await api.Put("/v1/orders/o-1", "integration", Bodies.Order("c-1", "Delivered", opened: true))).Status);

        await postgres.Down();
        // At once: when lists have been behind for 5 s openings are not even tried, and say so.
        var during = await Open(api, "during");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, during.Status);
        Assert.Contains(during.Code, new[] { "storage-unavailable", "outcome-unknown" });
        Assert.True(during.Headers.Contains("Retry-After"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Claim(api)).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.Send(HttpMethod.Get, "/health/live", null, null)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.Send(HttpMethod.Get, "/health/ready", null, null)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.Get("/v1/tickets", "agent")).Status);

        await postgres.Up();
        var after = await Eventually.Get(() => Open(api, "during"), answer => answer.Status == HttpStatusCode.Created, "opening works again");
        Assert.Equal(1, after.Version);
        var claimed = await Eventually.Get(() => Claim(api), answer => answer.Status == HttpStatusCode.Created, "claiming works again");
        Assert.Equal(claimed.Id, (await Claim(api)).Id);
        var line = (await api.Get("/v1/orders/o-1", "agent")).Body!["lines"]![0]!;
        Assert.Equal((claimed.Id, 1, 1), (line["openTicket"]!.GetValue<Guid>(), line["tickets"]!.GetValue<int>(), line["claimedQuantity"]!.GetValue<int>()));
        var approved = await Eventually.Get(
            () => api.Act(before.Id, "approve", "agent", key: "approve"), answer => answer.Status == HttpStatusCode.OK, "the case opened before goes on");
        Assert.Equal("InDialogue", approved.Step);
        Assert.Equal(2, approved.Version);
        await Eventually.Get(() => api.Send(HttpMethod.Get, "/health/ready", null, null), answer => answer.Status == HttpStatusCode.OK, "ready again");
    }

    /// <summary>One of the two pieces.</summary>
    private static Task<ApiAnswer> Claim(ApiClient api) =>
        api.Post("/v1/tickets", "customer:c-1", Bodies.Open("o-1", quantity: 1, category: "Quality"), "claim");

    private static Task<ApiAnswer> Open(ApiClient api, string key) => api.Post(
        "/v1/tickets", "customer:c-1", new JsonObject { ["kind"] = "Complaint", ["channel"] = "Web", ["subject"] = key, ["description"] = "?" }, key);
}
