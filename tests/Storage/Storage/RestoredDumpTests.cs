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

        Assert.Equal((4L, true), await new LogRepair(database.Source).Repair(CancellationToken.None));

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

    /// <summary>
    /// Symptom: after a restore, a reader of the export who came back with a cursor from before it got nothing for a while, then everything but the rows in
    /// between. Cause: transactions of the new server reach the numbers of the old one, and pass for what he has read.
    /// </summary>
    [Fact]
    public async Task A_place_from_before_the_repair_is_nobodys_place_any_more()
    {
        await RestoreRows();
        await new LogRepair(database.Source).Repair(CancellationToken.None);
        await using var store = new PostgresLog(database.ConnectionString);
        await store.Log.AppendAll(Guid.NewGuid(), 2);
        foreach (var (tx, position) in Places)
        {
            Assert.False(await store.Reader.Holds(new LogCursor(tx, position), CancellationToken.None));
        }

        var rows = await Everything(store, 6);
        foreach (var row in rows)
        {
            Assert.True(await store.Reader.Holds(row, CancellationToken.None));
        }

        Assert.DoesNotContain(rows, row => Places.Any(place => place.Position == row.Position));
    }

    /// <summary>A recovery to a point in time: transactions and positions that were lost are given out again.</summary>
    [Fact]
    public async Task A_log_that_is_not_ahead_keeps_its_places_and_never_gives_out_a_lost_one()
    {
        await using var store = new PostgresLog(database.ConnectionString);
        await store.Log.AppendAll(Guid.NewGuid(), 4);
        var before = await Everything(store, 4);
        await database.Execute($"delete from event_log where position = {before[3].Position}");
        await database.Execute($"select setval('event_log_position_seq', {before[3].Position}, false)");

        Assert.Equal((3L, false), await new LogRepair(database.Source).Repair(CancellationToken.None));

        await store.Log.AppendAll(Guid.NewGuid(), 1);
        var after = await Everything(store, 4);
        Assert.Equal(before[..3], after[..3]);
        Assert.True(after[3].Position > before[3].Position);
        Assert.False(await store.Reader.Holds(before[3], CancellationToken.None));
    }

    private static async Task<List<LogCursor>> Everything(PostgresLog store, int count)
    {
        List<LogCursor> all = [];
        await Patience.Until("all rows are visible", async () =>
            (all = [.. (await store.Reader.ReadMarks(LogCursor.Start, 100, CancellationToken.None)).Select(mark => mark.Cursor)]).Count == count);
        return all;
    }

    private const ulong Ahead = 1UL << 62;

    private static readonly (ulong Tx, int Position)[] Places = [(Ahead, 5), (Ahead, 8), (Ahead + 1, 6), (Ahead + 1, 7)];

    /// <summary>Four rows of two transactions that are ahead, whose positions interleave; returned in their order.</summary>
    private async Task<List<Guid>> RestoreRows()
    {
        List<Guid> order = [.. Enumerable.Range(0, 4).Select(_ => Guid.NewGuid())];
        foreach (var (stream, place) in order.Zip(Places))
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
