using AfterSales.Log;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Postgres;

/// <summary>Connections that end at bad moments: every acknowledged row is there once, and no stream has a gap.</summary>
public sealed class LostConnectionTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    [Fact]
    public async Task Killed_sessions_under_load_lose_and_double_nothing()
    {
        await using var store = new PostgresLog(database.ConnectionString, options => options.AppendTimeoutMilliseconds = 15_000);
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writers = Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            var stream = Guid.NewGuid();
            var acknowledged = 0;
            while (!stop.IsCancellationRequested && await store.Log.Append(Rows.Row(stream, acknowledged + 1)) == AppendStatus.Committed)
            {
                acknowledged++;
                Interlocked.Increment(ref written);
            }

            return (stream, acknowledged, Interrupted: !stop.IsCancellationRequested);
        })).ToList();

        for (var kill = 1; kill <= 10; kill++)
        {
            var target = Volatile.Read(ref written) + 500;
            await Patience.Until($"500 more rows before kill {kill}", () => Task.FromResult(Volatile.Read(ref written) >= target));
            await PostgresServer.Terminate(database.ConnectionString, PostgresLog.WriterName);
        }

        await stop.CancelAsync();
        foreach (var (stream, acknowledged, interrupted) in await Task.WhenAll(writers))
        {
            Assert.False(interrupted, "Within the append timeout a killed session is nobody's business.");
            var rows = (await store.Log.Load(stream, 0)).Rows;
            Assert.Equal(Enumerable.Range(1, acknowledged), rows.Select(row => row.Seq));
        }
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_recognised_as_our_own()
    {
        await using var link = new DatabaseLink(database.ConnectionString);
        await using var store = new PostgresLog(link.ConnectionString, options => options.FlusherLoops = 1);
        var stream = Guid.NewGuid();
        await store.Log.AppendAll(stream, 1);

        link.LoseNextAnswer();
        Task<AppendStatus>[] appends = [store.Log.Append(Rows.Row(stream, 2)), store.Log.Append(Rows.Row(Guid.NewGuid(), 1))];

        Assert.All(await Task.WhenAll(appends).Within("both are answered"), answer => Assert.Equal(AppendStatus.Committed, answer));
        Assert.Equal(1, link.AnswersLost);
        Assert.Equal([1, 2], (await store.Log.Load(stream, 0)).Rows.Select(row => row.Seq));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_while_the_database_stays_away_is_unknown_and_may_be_retried()
    {
        await using var link = new DatabaseLink(database.ConnectionString);
        await using var store = new PostgresLog(link.ConnectionString, options =>
        {
            options.FlusherLoops = 1;
            options.AppendTimeoutMilliseconds = 1_000;
        });
        var row = Rows.Row(Guid.NewGuid(), 1);
        await store.Log.AppendAll(Guid.NewGuid(), 1);

        link.LoseNextAnswer(thenRefuse: true);
        var sent = store.Log.Append(row);
        await Patience.Until("the answer is lost", () => Task.FromResult(link.AnswersLost == 1));
        var neverSent = store.Log.Append(Rows.Row(Guid.NewGuid(), 1));

        Assert.Equal(AppendStatus.Unknown, await sent.Within("the first is answered"));
        Assert.Equal(AppendStatus.Unavailable, await neverSent.Within("the second is answered"));

        link.Admit();
        Assert.Equal(AppendStatus.Committed, await store.Log.Append(row).Within("the retry is answered"));
        Assert.Equal(1L, await database.Scalar<long>($"select count(*) from event_log where stream_id = '{row.StreamId}'"));
    }
}
