using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Archive;
using AfterSales.ReadModel;
using AfterSales.Tests.Api.Fixtures;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Api.Restore;

/// <summary>A dump that was taken while commands were written, restored into a new server, repaired and served: as the documents tell an operator to.</summary>
public sealed class RestoreTests : IDisposable
{
    private const int AnsweredBefore = 150;

    private readonly string _folder = Directory.CreateTempSubdirectory("aftersales-dump-").FullName;

    private string File => Path.Combine(_folder, "aftersales.dump");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_dump_in_a_new_server_is_refused_repaired_and_served_whole()
    {
        await using var old = await PrivatePostgres.Start();
        var given = await WorkAndDump(old);

        await using var restored = await PrivatePostgres.Start();
        await restored.Restore(File);
        var database = restored.ConnectionString;

        var refused = await SiloProcess.RunCommand(database, "serve");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("run ./run repair-log", refused.Output, StringComparison.Ordinal);
        var repaired = await SiloProcess.RunCommand(database, "repair-log");
        Assert.True(repaired.ExitCode == 0 && repaired.Output.Contains("readable again", StringComparison.Ordinal), repaired.Output);

        var versions = await RestoredServer.Versions(database);
        await using var silo = await SiloProcess.Start(database);
        using var api = new ApiClient(silo.Address);
        await CasesAreServed(api, given, versions);
        await TheReadModelFollows(api, database);
        await CallersRepeat(api, given, versions);
        await ReadersOfTheExportBeginAnew(api, given);
        await LifeGoesOn(api, given);
        await Eventually.Get(() => RestoredServer.Count(database, RestoredServer.Behind), behind => behind == 0, "the read model has caught up with the log");
    }

    /// <summary>A case that waits, an archived one, and many that are written to while the dump is taken.</summary>
    private async Task<Given> WorkAndDump(PrivatePostgres postgres)
    {
        await using var silo = await SiloProcess.Start(postgres.ConnectionString);
        using var api = new ApiClient(silo.Address);
        var waiting = await Opened(api, "o-1", "c-1", "ReturnRefund");
        var archived = await Opened(api, "o-2", "c-2", "RefundOnly");
        Assert.Equal("Cancelled", (await api.Act(archived, "cancel", "customer:c-2")).Step);
        await using (var source = NpgsqlDataSource.Create(postgres.ConnectionString))
        {
            var archive = new CaseArchive(new ReadModelDb(source));
            await Eventually.Get(() => archive.Empty([archived], DateTimeOffset.UtcNow.AddYears(1), CancellationToken.None), moved => moved.Cases == 1, "the case is archived");
        }

        var writers = new Writers(api);
        writers.Start();
        await writers.Past(AnsweredBefore);
        await RestoredServer.Age(postgres.ConnectionString);
        await writers.Past(writers.Answers.Count + AnsweredBefore);
        var before = writers.Answers.ToArray();
        var dump = postgres.Dump(File);
        await writers.Past(before.Length + (AnsweredBefore / 3));
        await dump;
        await writers.Stop();
        var texts = await Task.WhenAll(new[] { waiting, archived }.Select(async id => (id, (await api.Get($"/v1/tickets/{id}", "agent")).Body!["version"]!.GetValue<int>())));
        var cursors = await RestoredServer.Export(api);
        return new Given(waiting, archived, before, [.. writers.Answers], texts, cursors[^1].Cursor);
    }

    private static async Task CasesAreServed(ApiClient api, Given given, Dictionary<Guid, int> versions)
    {
        foreach (var (ticket, version) in given.Versions)
        {
            Assert.Equal(version, (await api.Get($"/v1/tickets/{ticket}", "agent")).Version);
        }

        // What was answered before the dump began is in it; what came later may be.
        Assert.All(given.Before, answer => Assert.True(versions.GetValueOrDefault(answer.Ticket) >= answer.Version, $"{answer.Key} is missing"));
        foreach (var (ticket, version) in versions)
        {
            Assert.Equal(version, (await api.Get($"/v1/tickets/{ticket}", "agent")).Version);
        }

        Assert.Contains("cancel", (await api.Get($"/v1/tickets/{given.Archived}/timeline", "agent")).Text, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task TheReadModelFollows(ApiClient api, string database)
    {
        await Eventually.Get(() => RestoredServer.Count(database, RestoredServer.Behind), behind => behind == 0, "the read model has caught up with the log");
        var listed = (await api.Get("/v1/tickets?limit=100", "agent")).Body!["items"]!.AsArray();
        Assert.NotEmpty(listed);
        foreach (var row in listed)
        {
            var fold = (await api.Get($"/v1/tickets/{row!["id"]}", "agent")).Body!;
            foreach (var field in new[] { "version", "step", "customerId", "subject", "priority", "owner", "assignee", "createdAt", "updatedAt" })
            {
                Assert.Equal(fold[field]?.ToJsonString(), row[field]?.ToJsonString());
            }
        }
    }

    private static async Task CallersRepeat(ApiClient api, Given given, Dictionary<Guid, int> versions)
    {
        foreach (var answer in given.All)
        {
            var again = await answer.Repeat(api);
            var isIn = versions.GetValueOrDefault(answer.Ticket) >= answer.Version;
            Assert.True(again.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{answer.Key}: {again}");
            Assert.Equal((isIn, answer.Ticket, answer.Version), (again.Replayed, again.Id, again.Version));
            if (isIn)
            {
                Assert.Equal(answer.Text, again.Text);
            }
        }
    }

    private static async Task ReadersOfTheExportBeginAnew(ApiClient api, Given given)
    {
        var refused = await api.Get($"/v1/events?after={Uri.EscapeDataString(given.Cursor)}", "admin");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-cursor"), (refused.Status, refused.Code));
        var rows = await RestoredServer.Export(api);
        Assert.Equal(rows.Count, rows.Select(row => (row.Stream, row.Version)).Distinct().Count());
        Assert.All(given.Versions, one => Assert.Contains((one.Ticket, one.Version), rows.Select(row => (row.Stream, row.Version))));
    }

    private static async Task LifeGoesOn(ApiClient api, Given given)
    {
        var fresh = await Opened(api, "o-3", "c-3", "RefundOnly");
        Assert.Equal(1, (await api.Get($"/v1/tickets/{fresh}", "agent")).Version);
        Assert.Equal(HttpStatusCode.OK, (await api.Act(given.Waiting, "reply", "agent", new JsonObject { ["text"] = "We are back." })).Status);
        Assert.Equal("UnderReview", (await api.Get($"/v1/tickets/{given.Waiting}", "agent")).Step);

        // 48 hours of silence decide: the deadline was set at the old server.
        Assert.Equal(HttpStatusCode.OK, (await api.Post("/dev/clock/advance", "admin", new JsonObject { ["by"] = "P2DT1H" })).Status);
        await Eventually.Get(() => api.Get($"/v1/tickets/{given.Waiting}", "agent"), answer => answer.Step == "AwaitingReturn", "its deadline fires");
    }

    private static async Task<Guid> Opened(ApiClient api, string order, string customer, string kind)
    {
        Assert.Equal(HttpStatusCode.Created, (await api.Put($"/v1/orders/{order}", "integration", Bodies.Order(customer, "Delivered", opened: true))).Status);
        var opened = await api.Post("/v1/tickets", $"customer:{customer}", Bodies.Open(order, kind, category: kind == "ReturnRefund" ? "Service" : "Quality"));
        Assert.True(opened.Status == HttpStatusCode.Created, opened.Text);
        return opened.Id;
    }

    private sealed record Given(
        Guid Waiting, Guid Archived, IReadOnlyList<Answered> Before, IReadOnlyList<Answered> All, IReadOnlyList<(Guid Ticket, int Version)> Versions, string Cursor);
}
