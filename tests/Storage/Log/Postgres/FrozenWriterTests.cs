using AfterSales.Log;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Postgres;

/// <summary>
/// Symptom: one silo that is stopped inside a write stops every silo. Cause: an insert waits for the fate of an uncommitted row with its key, and
/// with it waits the whole batch.
/// </summary>
public sealed class FrozenWriterTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    [Fact]
    public async Task A_zombie_is_fenced_by_the_row_of_the_living_and_the_other_way_round()
    {
        await using var living = new PostgresLog(database.ConnectionString);
        await using var zombie = new PostgresLog(database.ConnectionString);
        var stream = Guid.NewGuid();
        await living.Log.AppendAll(stream, 1);

        var answers = await Task.WhenAll(living.Log.Append(Rows.Row(stream, 2)), zombie.Log.Append(Rows.Row(stream, 2)));

        Assert.Equal([AppendStatus.Committed, AppendStatus.Conflict], answers.Order());
        Assert.Equal(2, (await living.Log.Load(stream, 0)).Rows.Count);
    }

    [Fact]
    public async Task A_frozen_writer_stops_only_the_stream_it_holds()
    {
        await using var store = new PostgresLog(database.ConnectionString, options => options.AppendTimeoutMilliseconds = 10_000);
        await using var frozen = await RawWriter.Open(database.Source);
        var held = Rows.Row(Guid.NewGuid(), 1);
        await frozen.Write(held);

        var stuck = store.Log.Append(Rows.Row(held.StreamId, 1));
        var later = store.Log.Append(Rows.Row(held.StreamId, 2));
        var others = Enumerable.Range(0, 300).Select(_ => store.Log.Append(Rows.Row(Guid.NewGuid(), 1))).ToList();

        Assert.All(await Task.WhenAll(others).Within("the other streams go on"), answer => Assert.Equal(AppendStatus.Committed, answer));
        Assert.False(stuck.IsCompleted);

        // Once the stream is known to be held, nobody waits for it any more.
        var next = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => store.Log.Append(Rows.Row(Guid.NewGuid(), 1)))).Within("others go on again");
        Assert.All(next, answer => Assert.Equal(AppendStatus.Committed, answer));
        Assert.False(stuck.IsCompleted);

        await frozen.Rollback();
        Assert.Equal(AppendStatus.Committed, await stuck.Within("the held row is written after the lock is gone"));
        Assert.Equal(AppendStatus.Committed, await later.Within("and the one behind it"));
        Assert.Equal(2, await store.Log.ReadVersion(held.StreamId));
    }

    [Fact]
    public async Task When_the_frozen_writer_commits_after_all_the_waiting_row_is_a_conflict()
    {
        await using var store = new PostgresLog(database.ConnectionString, options => options.AppendTimeoutMilliseconds = 10_000);
        await using var frozen = await RawWriter.Open(database.Source);
        var held = Rows.Row(Guid.NewGuid(), 1);
        await frozen.Write(held);
        var stuck = store.Log.Append(Rows.Row(held.StreamId, 1));
        var later = store.Log.Append(Rows.Row(held.StreamId, 2));
        Assert.Equal(AppendStatus.Committed, await store.Log.Append(Rows.Row(Guid.NewGuid(), 1)).Within("another stream goes on"));

        await frozen.Commit();

        Assert.Equal(AppendStatus.Conflict, await stuck.Within("the waiting row is answered"));
        Assert.Equal(AppendStatus.Conflict, await later.Within("the row behind it is answered"));
        Assert.Equal(1, await store.Log.ReadVersion(held.StreamId));
    }

    [Fact]
    public async Task A_writer_that_stays_frozen_makes_its_stream_unavailable_and_nothing_is_written()
    {
        await using var store = new PostgresLog(database.ConnectionString, options => options.AppendTimeoutMilliseconds = 1_500);
        await using var frozen = await RawWriter.Open(database.Source);
        var held = Rows.Row(Guid.NewGuid(), 1);
        await frozen.Write(held);

        Task<AppendStatus>[] stuck = [store.Log.Append(Rows.Row(held.StreamId, 1)), store.Log.Append(Rows.Row(held.StreamId, 2))];

        Assert.All(await Task.WhenAll(stuck).Within("the deadline passes"), answer => Assert.Equal(AppendStatus.Unavailable, answer));
        await frozen.Rollback();
        Assert.Equal(0, await store.Log.ReadVersion(held.StreamId));
        Assert.Equal(AppendStatus.Committed, await store.Log.Append(Rows.Row(held.StreamId, 1)).Within("the stream works again"));
    }
}
