using AfterSales.Log;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Postgres;

/// <summary>The database goes away and comes back; these tests own their database, since they refuse everyone.</summary>
public sealed class DatabaseAwayTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    [Fact]
    public async Task A_short_absence_is_not_noticed_by_callers()
    {
        await using var store = new PostgresLog(database.ConnectionString, options => options.AppendTimeoutMilliseconds = 20_000);
        var stream = Guid.NewGuid();
        await store.Log.AppendAll(stream, 1);

        await PostgresServer.Refuse(database.ConnectionString);
        var appends = Enumerable.Range(2, 20).Select(seq => store.Log.Append(Rows.Row(stream, seq))).ToList();
        await PostgresServer.Admit(database.ConnectionString);

        Assert.All(await Task.WhenAll(appends).Within("the rows are written when the database is back"), answer => Assert.Equal(AppendStatus.Committed, answer));
        Assert.Equal(Enumerable.Range(1, 21), (await store.Log.Load(stream, 0)).Rows.Select(row => row.Seq));
    }

    [Fact]
    public async Task A_long_absence_is_answered_in_time_and_ends_by_itself()
    {
        await using var store = new PostgresLog(database.ConnectionString, options => options.AppendTimeoutMilliseconds = 500);
        var stream = Guid.NewGuid();
        await store.Log.AppendAll(stream, 1);

        await PostgresServer.Refuse(database.ConnectionString);
        var appends = Enumerable.Range(2, 20).Select(seq => store.Log.Append(Rows.Row(stream, seq))).ToList();
        var answers = await Task.WhenAll(appends).Within("the deadline passes");
        await Assert.ThrowsAsync<LogUnavailableException>(() => store.Log.Load(stream, 0));
        await Assert.ThrowsAsync<LogUnavailableException>(() => store.Log.ReadVersion(stream));
        await Assert.ThrowsAsync<LogUnavailableException>(() => store.Reader.Read(LogCursor.Start, 10, CancellationToken.None));
        await PostgresServer.Admit(database.ConnectionString);

        // The first statement met a session that had just been ended, so whether it was carried out is not known to the client.
        Assert.All(answers, answer => Assert.True(answer is AppendStatus.Unknown or AppendStatus.Unavailable));
        var version = await store.Log.ReadVersion(stream);
        Assert.Equal(1, version);
        Assert.Equal(AppendStatus.Committed, await store.Log.Append(Rows.Row(stream, version + 1)));
    }
}
