using AfterSales.Log;
using AfterSales.Storage;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Storage;

/// <summary>
/// Symptom: after a dump was restored into a new server, followers see nothing. Cause: the rows carry transaction ids of the old server, which
/// the new one has not reached, and readers stop before them.
/// </summary>
public sealed class RestoredDumpTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsGiven)
        {
            await database.Execute("truncate event_log; delete from follower_cursor");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_log_of_this_server_is_accepted()
    {
        await new ServerCheck(database.Source).CheckLog(CancellationToken.None);
        await using var store = new PostgresLog(database.ConnectionString);
        await store.Log.AppendAll(Guid.NewGuid(), 3);

        await new ServerCheck(database.Source).CheckLog(CancellationToken.None);
    }

    [Fact]
    public async Task A_log_ahead_of_the_server_is_refused_with_the_command_that_repairs_it()
    {
        await RestoreRows();

        var refused = await Assert.ThrowsAsync<StorageRefusedException>(() => new ServerCheck(database.Source).CheckLog(CancellationToken.None));

        Assert.Contains("./run repair-log", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task The_repair_keeps_the_order_and_the_places_of_followers()
    {
        var order = await RestoreRows();

        // One follower had seen the first two rows, one nothing, one everything.
        await database.Execute($"""
            insert into follower_cursor (name, tx, position, lease_owner, lease_until) values
                ('two', '{Ahead}', 8, 'dead silo', now() + interval '1 day'), ('none', '0', 0, null, null), ('all', '{Ahead + 1}', 7, null, null)
            """);

        Assert.Equal(4, await new LogRepair(database.Source).Repair(CancellationToken.None));

        await new ServerCheck(database.Source).CheckLog(CancellationToken.None);
        await using var store = new PostgresLog(database.ConnectionString);
        Assert.Equal(order, await ReadAfter(store, LogCursor.Start));
        Assert.Equal(order[2..], await ReadAfter(store, await CursorOf("two")));
        Assert.Equal(order, await ReadAfter(store, await CursorOf("none")));
        Assert.Empty(await ReadAfter(store, await CursorOf("all")));
        Assert.Equal(0, await database.Scalar<long>("select count(*) from follower_cursor where lease_owner is not null"));

        // New rows come after the old ones.
        var next = Rows.Row(Guid.NewGuid(), 1);
        Assert.Equal(AppendStatus.Committed, await store.Log.Append(next));
        await Patience.Until("the new row is visible", async () => (await ReadAfter(store, LogCursor.Start)).Count == 5);
        Assert.Equal([.. order, next.StreamId], await ReadAfter(store, LogCursor.Start));
    }

    private const ulong Ahead = 1UL << 62;

    /// <summary>Four rows of two transactions that are ahead, whose positions interleave; returned in their order.</summary>
    private async Task<List<Guid>> RestoreRows()
    {
        List<Guid> order = [.. Enumerable.Range(0, 4).Select(_ => Guid.NewGuid())];
        (ulong Tx, int Position)[] places = [(Ahead, 5), (Ahead, 8), (Ahead + 1, 6), (Ahead + 1, 7)];
        foreach (var (stream, place) in order.Zip(places))
        {
            await database.Execute($"""
                insert into event_log (stream_kind, stream_id, seq, tx, position, at, actor, command_id, data)
                overriding system value
                values (1, '{stream}', 1, '{place.Tx}', {place.Position}, now(), 'a', gen_random_uuid(), '[]')
                """);
        }

        return order;
    }

    private static async Task<List<Guid>> ReadAfter(PostgresLog store, LogCursor cursor) =>
        [.. (await store.Reader.ReadMarks(cursor, 100, CancellationToken.None)).Select(mark => mark.StreamId)];

    private async Task<LogCursor> CursorOf(string follower) => new(
        ulong.Parse(await database.Scalar<string>($"select tx::text from follower_cursor where name = '{follower}'")),
        await database.Scalar<long>($"select position from follower_cursor where name = '{follower}'"));
}
