using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Archive;
using AfterSales.ReadModel;
using AfterSales.Tests.Api.Fixtures;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Api.Archive;

/// <summary>A case whose contents are in the archive is served like any other, by a process that has never seen it.</summary>
public sealed class ArchivedCaseTests : IAsyncLifetime
{
    private string _database = "";
    private WebApplication? _app;
    private ApiClient? _api;

    private ApiClient Api => _api!;

    public async ValueTask InitializeAsync()
    {
        if (TestDatabase.Server is not null)
        {
            _database = await TestDatabase.Create();
            await Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (TestDatabase.Server is not null)
        {
            await Stop();
            await TestDatabase.Drop(_database);
        }
    }

    [Fact]
    public async Task It_is_read_found_retried_and_listed_as_before()
    {
        TestDatabase.Require();
        var (ticket, customer) = await GivenRefunded("o-1", "c-1");
        await Eventually.Get(
            () => Api.Get("/v1/orders/o-1", "agent"), order => order.Body!["lines"]![0]!["claimedQuantity"]!.GetValue<int>() == 0, "the order has been told");
        string[] paths = [$"/v1/tickets/{ticket}", $"/v1/tickets/{ticket}/timeline", $"/v1/tickets/{ticket}/graph", "/v1/orders/o-1"];
        var before = await Task.WhenAll(paths.Select(path => Api.Get(path, "agent")));
        var events = (await Api.Get("/v1/events", "admin")).Text;

        await Archive(ticket);

        foreach (var (path, answer) in paths.Zip(before))
        {
            Assert.Equal(answer.Text, (await Api.Get(path, "agent")).Text);
        }

        Assert.StartsWith(events, (await Api.Get("/v1/events", "admin")).Text, StringComparison.Ordinal);
        var number = before[0].Body!["number"]!.GetValue<string>();
        Assert.Equal(ticket, Assert.Single((await Api.Get($"/v1/tickets?number={number}", "agent")).Body!["items"]!.AsArray())!["id"]!.GetValue<Guid>());
        var opening = await Api.Post("/v1/tickets", customer, Bodies.Open("o-1", category: "Quality"), "open-o-1");
        Assert.True(opening.Replayed && opening.Id == ticket, opening.Text);
        Assert.Equal("UnderReview", opening.Step);
        var other = await Api.Post("/v1/tickets", customer, Bodies.Open("o-1", kind: "Exchange", category: "Quality"), "open-o-1");
        Assert.Equal("idempotency-key-reused", other.Code);
    }

    [Fact]
    public async Task Within_its_time_it_is_reopened_and_afterwards_refused_like_any_other()
    {
        TestDatabase.Require();
        var (ticket, customer) = await GivenRefunded("o-2", "c-2");
        await Archive(ticket);
        var reopened = await Api.Act(ticket, "reopen", customer, new JsonObject { ["reason"] = "It broke again." }, "again");
        Assert.True(reopened.Status == HttpStatusCode.OK, reopened.Text);
        Assert.Equal(await Rows(ticket), reopened.Version);
        Assert.True((await Api.Act(ticket, "reopen", customer, new JsonObject { ["reason"] = "It broke again." }, "again")).Replayed);
        var timeline = (await Api.Get($"/v1/tickets/{ticket}/timeline", "agent")).Body!;
        Assert.Contains("reopen", timeline.ToJsonString(), StringComparison.OrdinalIgnoreCase);

        var (old, owner) = await GivenRefunded("o-3", "c-3");
        await Archive(old);
        Assert.Equal(HttpStatusCode.OK, (await Api.Post("/dev/clock/advance", "admin", new JsonObject { ["by"] = "P8D" })).Status);
        var late = await Api.Act(old, "reopen", owner, new JsonObject { ["reason"] = "Years later." });
        Assert.True(late.Status is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity && late.Code is not null, late.ToString());
        var note = await Api.Act(old, "note", "agent", new JsonObject { ["text"] = "He called." });
        Assert.True(note.Status == HttpStatusCode.OK, note.ToString());
    }

    private async Task<(Guid Ticket, string Customer)> GivenRefunded(string order, string customer)
    {
        Assert.Equal(HttpStatusCode.Created, (await Api.Put($"/v1/orders/{order}", "integration", Bodies.Order(customer, "Delivered", opened: true))).Status);
        var opened = await Api.Post("/v1/tickets", $"customer:{customer}", Bodies.Open(order, category: "Quality"), $"open-{order}");
        Assert.True(opened.Status == HttpStatusCode.Created, opened.Text);
        var approved = await Api.Act(opened.Id, "approve", "agent");
        Assert.True(approved.Step == "AwaitingRefund", approved.Text);
        var refund = new JsonObject { ["amount"] = approved.Body!["approvedAmount"]!.DeepClone(), ["paymentReference"] = $"pay-{order}" };
        var refunded = await Api.Act(opened.Id, "refund-issued", "finance", refund);
        Assert.True(refunded.Status == HttpStatusCode.OK && refunded.Step == "Completed", refunded.Text);
        return (opened.Id, $"customer:{customer}");
    }

    /// <summary>As the job would years later; then everything starts anew, so that nobody has the case in memory.</summary>
    private async Task Archive(Guid ticket)
    {
        await using (var source = NpgsqlDataSource.Create(_database))
        {
            var archive = new CaseArchive(new ReadModelDb(source));
            await Eventually.Get(() => archive.Empty([ticket], DateTimeOffset.UtcNow.AddYears(1), CancellationToken.None), moved => moved.Cases == 1, "the case is archived");
        }

        await Stop();
        await Start();
    }

    private async Task<long> Rows(Guid ticket)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand($"select count(*) from event_log where stream_id = '{ticket}'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task Start()
    {
        _app = await SystemFixture.Start(_database);
        _api = new ApiClient(SystemFixture.AddressOf(_app));
    }

    private async Task Stop()
    {
        _api!.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }
}
