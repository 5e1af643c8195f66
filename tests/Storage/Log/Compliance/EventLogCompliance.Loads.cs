using System.Text;
using AfterSales.Log;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Compliance;

public abstract partial class EventLogCompliance
{
    private const int FoldVersion = 3;

    [Fact]
    public async Task A_row_comes_back_byte_by_byte()
    {
        await using var store = Create();
        var stream = Guid.NewGuid();
        LogRow[] rows =
        [
            Rows.Row(stream, 1, Rows.AwkwardJson, """[{"text":"张三, 138 0000 0000"}]"""),
            Rows.Row(stream, 2) with { TraceId = null, Kind = StreamKind.Order },
        ];
        foreach (var row in rows)
        {
            Assert.Equal(AppendStatus.Committed, await store.Log.Append(row));
        }

        var load = await store.Log.Load(stream, 0);

        Assert.Null(load.Snapshot);
        Assert.Equal(2, load.Rows.Count);
        Rows.AssertSame(rows[0], load.Rows[0]);
        Rows.AssertSame(rows[1], load.Rows[1]);
    }

    [Fact]
    public async Task An_unknown_stream_is_empty_and_at_version_0()
    {
        await using var store = Create();
        var load = await store.Log.Load(Guid.NewGuid(), FoldVersion, includeFirst: true);

        Assert.Null(load.Snapshot);
        Assert.Empty(load.Rows);
        Assert.Equal(0, await store.Log.ReadVersion(Guid.NewGuid()));
    }

    [Fact]
    public async Task Concurrent_loads_each_get_their_own_stream()
    {
        await using var store = Create();
        foreach (var (stream, length) in Streams.Select((stream, i) => (stream, (i % 4) + 1)))
        {
            await store.Log.AppendAll(stream, length);
        }

        var loads = await Task.WhenAll(Streams.Select(stream => store.Log.Load(stream, 0)));
        var versions = await Task.WhenAll(Streams.Select(store.Log.ReadVersion));

        Assert.All(loads.Zip(Streams), pair => Assert.All(pair.First.Rows, row => Assert.Equal(pair.Second, row.StreamId)));
        Assert.Equal(Enumerable.Range(0, Streams.Length).Select(i => (i % 4) + 1), loads.Select(load => load.Rows.Count));
        Assert.Equal(loads.Select(load => load.Rows.Count), versions);
    }

    [Fact]
    public async Task A_load_is_the_snapshot_and_the_rows_after_it()
    {
        await using var store = Create();
        var stream = Guid.NewGuid();
        await store.Log.AppendAll(stream, 7);
        var snapshot = await Snapshotted(store.Log, stream, 5, FoldVersion);

        var load = await store.Log.Load(stream, FoldVersion);
        var withFirst = await store.Log.Load(stream, FoldVersion, includeFirst: true);

        Assert.Equal(5, load.Snapshot!.Seq);
        Assert.Equal(snapshot.Data.ToArray(), load.Snapshot.Data.ToArray());
        Assert.Equal([6, 7], load.Rows.Select(row => row.Seq));
        Assert.Equal([1, 6, 7], withFirst.Rows.Select(row => row.Seq));
    }

    [Fact]
    public async Task A_snapshot_of_another_fold_version_is_ignored()
    {
        await using var store = Create();
        var stream = Guid.NewGuid();
        await store.Log.AppendAll(stream, 4);
        await Snapshotted(store.Log, stream, 3, FoldVersion);

        foreach (var other in new[] { 0, FoldVersion - 1, FoldVersion + 1 })
        {
            var load = await store.Log.Load(stream, other, includeFirst: true);
            Assert.Null(load.Snapshot);
            Assert.Equal([1, 2, 3, 4], load.Rows.Select(row => row.Seq));
        }
    }

    [Fact]
    public async Task The_newest_snapshot_wins_also_when_an_older_one_arrives_late()
    {
        await using var store = Create();
        var stream = Guid.NewGuid();
        await store.Log.AppendAll(stream, 4);
        await Snapshotted(store.Log, stream, 2, FoldVersion);
        await Snapshotted(store.Log, stream, 4, FoldVersion);
        store.Log.OfferSnapshot(new StreamSnapshot(stream, 1, FoldVersion, "{}"u8.ToArray()));
        // Snapshots are written in order, so this one tells when the late one has been dealt with.
        await Snapshotted(store.Log, Guid.NewGuid(), 1, FoldVersion);

        var load = await store.Log.Load(stream, FoldVersion);

        Assert.Equal(4, load.Snapshot!.Seq);
        Assert.Empty(load.Rows);
    }

    [Fact]
    public async Task A_part_of_a_stream_is_read_in_order()
    {
        await using var store = Create();
        var stream = Guid.NewGuid();
        await store.Log.AppendAll(stream, 6);

        Assert.Equal([3, 4, 5], (await store.Log.Read(stream, 2, 5, 100)).Select(row => row.Seq));
        Assert.Equal([3, 4], (await store.Log.Read(stream, 2, 6, 2)).Select(row => row.Seq));
        Assert.Empty(await store.Log.Read(stream, 6, 100, 100));
    }

    [Fact]
    public async Task Commands_are_read_with_their_versions()
    {
        await using var store = Create();
        var stream = Guid.NewGuid();
        LogRow[] rows = [Rows.Row(stream, 1), Rows.Row(stream, 2), Rows.Row(stream, 3)];
        foreach (var row in rows)
        {
            await store.Log.Append(row);
        }

        Assert.Equal([(1, rows[0].CommandId), (2, rows[1].CommandId)], await store.Log.ReadCommands(stream, 2));
    }

    private static async Task<StreamSnapshot> Snapshotted(IEventLog log, Guid stream, int seq, int foldVersion)
    {
        var snapshot = new StreamSnapshot(stream, seq, foldVersion, Encoding.UTF8.GetBytes($$"""{"at" : {{seq}}}"""));
        log.OfferSnapshot(snapshot);
        await Patience.Until($"the snapshot at {seq} is written", async () => (await log.Load(stream, foldVersion)).Snapshot?.Seq == seq);
        return snapshot;
    }
}
