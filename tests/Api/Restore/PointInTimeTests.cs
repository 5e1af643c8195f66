using System.Net;
using AfterSales.Tests.Api.Fixtures;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Api.Restore;

/// <summary>A recovery to a moment in the past from a base backup and the archived write-ahead log: nothing to repair, and places that were lost stay lost.</summary>
public sealed class PointInTimeTests
{
    private const int Step = 60;

    [Fact]
    public async Task A_recovered_server_serves_the_moment_and_never_gives_out_a_lost_place()
    {
        await using var old = await PrivatePostgres.Start();
        var wal = await old.ArchiveLog();
        var (backup, before, lost) = await WorkBackUpAndGoOn(old);

        await using var recovered = await PrivatePostgres.Recover(backup, wal, "target");
        await Eventually.Get(
            () => RestoredServer.Count(recovered.ConnectionString, "select count(*) from (select 1 where pg_is_in_recovery()) r"), count => count == 0, "the server is promoted");
        var repaired = await SiloProcess.RunCommand(recovered.ConnectionString, "repair-log");
        Assert.True(repaired.ExitCode == 0 && repaired.Output.Contains("needed no new numbering", StringComparison.Ordinal), repaired.Output);

        var versions = await RestoredServer.Versions(recovered.ConnectionString);
        await using var silo = await SiloProcess.Start(recovered.ConnectionString);
        using var api = new ApiClient(silo.Address);
        Assert.All(before, answer => Assert.True(versions.GetValueOrDefault(answer.Ticket) >= answer.Version, $"{answer.Key} is missing"));
        foreach (var answer in before)
        {
            Assert.Equal((true, answer.Text), await Repeated(answer, api));
        }

        var export = await RestoredServer.Export(api);
        Assert.DoesNotContain(lost, export);
        Assert.Equal(HttpStatusCode.OK, (await api.Get($"/v1/events?after={Uri.EscapeDataString(export[^2].Cursor)}", "admin")).Status);

        // Until long after the numbers that were lost.
        var writers = new Writers(api);
        writers.Start();
        await writers.Past(3 * Step);
        await writers.Stop();
        var refused = await api.Get($"/v1/events?after={Uri.EscapeDataString(lost.Cursor)}", "admin");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-cursor"), (refused.Status, refused.Code));
        Assert.Equal(export, (await RestoredServer.Export(api)).Take(export.Count));
    }

    /// <summary>The backup, then commands that are recovered, the moment, then commands that are lost.</summary>
    private static async Task<(string Backup, IReadOnlyList<Answered> Before, (string Cursor, Guid Stream, int Version) Lost)> WorkBackUpAndGoOn(PrivatePostgres postgres)
    {
        await using var silo = await SiloProcess.Start(postgres.ConnectionString);
        using var api = new ApiClient(silo.Address);
        var writers = new Writers(api);
        writers.Start();
        await writers.Past(Step);
        var backup = await postgres.BaseBackup();
        await writers.Past(writers.Answers.Count + Step);
        var before = writers.Answers.ToArray();
        await Execute(postgres, "select pg_create_restore_point('target')");
        await writers.Past(before.Length + Step);
        await writers.Stop();
        var rows = await Eventually.Get(() => RestoredServer.Export(api), all => all.Count >= writers.Answers.Count, "the export has every command");
        await Execute(postgres, "select pg_switch_wal()");
        await Eventually.Get(
            () => RestoredServer.Count(postgres.ConnectionString, "select count(*) from pg_ls_archive_statusdir() where name like '%.ready'"), count => count == 0, "the log is archived");
        return (backup, before, rows[^1]);
    }

    private static async Task<(bool Replayed, string Text)> Repeated(Answered answer, ApiClient api)
    {
        var again = await answer.Repeat(api);
        return (again.Replayed, again.Text);
    }

    private static async Task Execute(PrivatePostgres postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
