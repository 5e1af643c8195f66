using System.Text;
using System.Text.Json;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Systems.Receiving;

namespace AfterSales.Tests.LoadTests.Systems;

public sealed class LocalSystemTests
{
    private const string Variable = "AFTERSALES_TEST_DB";
    private static readonly ApiCaller Caller = ApiCaller.Customer("killed");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_process_comes_back_on_its_ports_with_all_that_was_acknowledged_and_its_webhooks_arrive()
    {
        await using var database = await Database();
        await using var system = await Start(database);
        using var http = new HttpClient { BaseAddress = Assert.Single(system.Fronts) };
        var api = new ApiClient(http, ProductTokens.Cache(system.Key).Of);
        var opened = await Open(api);
        var process = Assert.Single(system.Silos);
        var before = process.Id;

        await system.KillAll();
        Assert.False(process.Running);
        Assert.DoesNotContain(system.Processes, one => one.Part != "postgres");
        await system.StartAll(Cancellation);

        Assert.NotEqual(before, process.Id);
        Assert.Equal(process.Id, Assert.Single(system.Processes, one => one.Part == "all").Id);
        var again = await Open(api);
        Assert.True(again.Replayed);
        Assert.Equal(opened.Text("id"), again.Text("id"));
        var received = await Received(system, opened.Text("id"));
        Assert.True(received.SignatureValid);
        Assert.Empty(system.Ends);
    }

    [Fact]
    public async Task A_process_that_ends_by_itself_is_told_of_and_started_again()
    {
        await using var database = await Database();
        await using var system = await Start(database);
        var process = Assert.Single(system.Silos);

        System.Diagnostics.Process.GetProcessById(process.Id!.Value).Kill();

        await Eventually.Holds(() => !system.Ends.IsEmpty, "the end is noticed");
        await system.Heal(Cancellation);
        Assert.True(await process.IsReady(Cancellation));
        Assert.Equal((process.Spec.Name, 137), (Assert.Single(system.Ends).Process, system.Ends[0].ExitCode));
    }

    [Fact]
    public async Task A_frozen_process_does_not_answer_until_it_goes_on()
    {
        await using var database = await Database();
        await using var system = await Start(database);
        var process = Assert.Single(system.Silos);

        process.Freeze();
        Assert.False(await process.IsReady(Cancellation));

        process.Thaw();
        await Eventually.Holds(() => process.IsReady(Cancellation), "it is ready again");
        await process.Stop();
        Assert.Empty(system.Ends);
    }

    private static async Task<BenchDatabase> Database()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(server is null, $"{Variable} names no PostgreSQL server.");
        return await BenchDatabase.Create("test", server);
    }

    private static Task<LocalSystem> Start(BenchDatabase database) => LocalSystem.Start(
        new SystemOptions { Silos = 1, ConnectionString = database.ConnectionString }, Cancellation);

    private static async Task<ApiAnswer> Open(ApiClient api)
    {
        const string Body = """{"kind":"Complaint","channel":"Web","subject":"s","description":"d"}""";
        var answer = await api.Post("/v1/tickets", Caller, "once", Encoding.UTF8.GetBytes(Body));
        Assert.True(answer.Succeeded, answer.Code);
        return answer;
    }

    private static async Task<ReceivedWebhook> Received(LocalSystem system, string ticket)
    {
        ReceivedWebhook? found = null;
        await Eventually.Holds(
            () => (found = File.ReadLines(system.WebhookRecord!).Select(line => JsonSerializer.Deserialize(line, ReceivedJson.Default.ReceivedWebhook)!)
                .FirstOrDefault(webhook => webhook.Ticket == Guid.Parse(ticket) && webhook.Type == "ticket.opened")) is not null,
            "the webhook of the opening arrives");
        return found!;
    }
}
