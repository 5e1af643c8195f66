using AfterSales.Log;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Compliance;

public abstract partial class EventLogCompliance
{
    [Fact]
    public async Task A_taken_version_is_a_conflict_and_changes_nothing()
    {
        await using var store = Create();
        var stream = Guid.NewGuid();
        var first = Rows.Row(stream, 1);
        Assert.Equal(AppendStatus.Committed, await store.Log.Append(first));

        Assert.Equal(AppendStatus.Conflict, await store.Log.Append(Rows.Row(stream, 1)));

        Rows.AssertSame(first, Assert.Single((await store.Log.Load(stream, 0)).Rows));
    }

    [Theory]
    [InlineData(0, AppendStatus.Committed)]
    [InlineData(1, AppendStatus.TooLarge)]
    public async Task A_row_has_a_limit_and_beyond_it_nothing_is_written(int beyond, AppendStatus expected)
    {
        await using var store = Create();
        var row = Rows.Row(Guid.NewGuid(), 1, $"\"{new string('x', LogRow.MaxBytes + beyond - 2)}\"");

        Assert.Equal(expected, await store.Log.Append(row));
        Assert.Equal(1 - beyond, await store.Log.ReadVersion(row.StreamId));
    }

    [Fact]
    public async Task A_row_of_an_earlier_attempt_is_a_conflict_that_reading_explains()
    {
        await using var store = Create();
        var row = Rows.Row(Guid.NewGuid(), 1, Rows.AwkwardJson);
        Assert.Equal(AppendStatus.Committed, await store.Log.Append(row));

        Assert.Equal(AppendStatus.Conflict, await store.Log.Append(row with { Data = row.Data.ToArray() }));

        Assert.Equal(row.CommandId, Assert.Single((await store.Log.Load(row.StreamId, 0)).Rows).CommandId);
    }

    [Fact]
    public async Task The_same_command_decided_otherwise_is_a_conflict()
    {
        await using var store = Create();
        var row = Rows.Row(Guid.NewGuid(), 1);
        Assert.Equal(AppendStatus.Committed, await store.Log.Append(row));

        Assert.Equal(AppendStatus.Conflict, await store.Log.Append(row with { Data = Rows.Row(row.StreamId, 2).Data }));
    }

    [Fact]
    public async Task A_conflict_is_told_to_its_own_caller_only()
    {
        await using var store = Create();
        var taken = Guid.NewGuid();
        await store.Log.AppendAll(taken, 1);
        var appends = Streams.Select(stream => store.Log.Append(Rows.Row(stream, 1))).ToList();
        appends.Insert(17, store.Log.Append(Rows.Row(taken, 1)));

        var answers = await Task.WhenAll(appends).Within("all appends are answered");

        Assert.Equal(AppendStatus.Conflict, answers[17]);
        Assert.All(answers.Where((_, i) => i != 17), answer => Assert.Equal(AppendStatus.Committed, answer));
    }

    [Fact]
    public async Task Of_two_rows_with_the_same_version_asked_at_once_exactly_the_first_is_written()
    {
        await using var store = Create();
        var stream = Guid.NewGuid();
        var first = Rows.Row(stream, 1);
        var appends = new List<Task<AppendStatus>>();
        foreach (var other in Streams)
        {
            appends.Add(store.Log.Append(Rows.Row(other, 1)));
        }

        var one = store.Log.Append(first);
        var two = store.Log.Append(Rows.Row(stream, 1));

        Assert.Equal(AppendStatus.Committed, await one.Within("the first is answered"));
        Assert.Equal(AppendStatus.Conflict, await two.Within("the second is answered"));
        Assert.All(await Task.WhenAll(appends), answer => Assert.Equal(AppendStatus.Committed, answer));
        Rows.AssertSame(first, Assert.Single((await store.Log.Load(stream, 0)).Rows));
    }

    [Fact]
    public async Task Rows_queued_behind_a_conflict_are_not_written()
    {
        await using var store = Create();
        var stream = Guid.NewGuid();
        await store.Log.AppendAll(stream, 1);
        Task<AppendStatus>[] appends;
        await using (await store.Stall())
        {
            appends = [.. Enumerable.Range(1, 5).Select(seq => store.Log.Append(Rows.Row(stream, seq)))];
        }

        Assert.All(await Task.WhenAll(appends).Within("all appends are answered"), answer => Assert.Equal(AppendStatus.Conflict, answer));

        Assert.Equal(1, await store.Log.ReadVersion(stream));
        Assert.Equal(AppendStatus.Committed, await store.Log.Append(Rows.Row(stream, 2)));
    }

    [Fact]
    public async Task Many_writers_leave_contiguous_streams()
    {
        await using var store = Create();
        const int length = 50;
        var writers = Streams.Take(8).SelectMany(stream => new[] { stream, stream }).Select(stream => Task.Run(() => WriteUntil(store.Log, stream, length)));
        await Task.WhenAll(writers);

        foreach (var stream in Streams.Take(8))
        {
            var rows = (await store.Log.Load(stream, 0)).Rows;
            Assert.Equal(Enumerable.Range(1, rows.Count), rows.Select(row => row.Seq));
            Assert.True(rows.Count >= length);
        }
    }

    [Fact]
    public async Task A_full_queue_answers_overloaded_and_keeps_a_share_for_the_system()
    {
        await using var store = Create(capacity: 8, systemReserve: 4);
        Task<AppendStatus>[] commands;
        Task<AppendStatus>[] system;
        await using (await store.Stall())
        {
            commands = [.. Enumerable.Range(0, 6).Select(_ => store.Log.Append(Rows.Row(Guid.NewGuid(), 1)))];
            system = [.. Enumerable.Range(0, 6).Select(_ => store.Log.Append(Rows.Row(Guid.NewGuid(), 1), AppendLane.System))];

            Assert.All(commands[4..].Concat(system[4..]), append => Assert.True(append.IsCompleted));
        }

        var answers = await Task.WhenAll(commands.Concat(system)).Within("all appends are answered");
        AppendStatus[] lane = [.. Enumerable.Repeat(AppendStatus.Committed, 4), AppendStatus.Overloaded, AppendStatus.Overloaded];
        Assert.Equal([.. lane, .. lane], answers);
        Assert.Equal(AppendStatus.Committed, await store.Log.Append(Rows.Row(Guid.NewGuid(), 1)).Within("there is room again"));
    }

    private static async Task WriteUntil(IEventLog log, Guid stream, int length)
    {
        var version = 0;
        while (version < length)
        {
            version = await log.Append(Rows.Row(stream, version + 1)) == AppendStatus.Committed ? version + 1 : await log.ReadVersion(stream);
        }
    }
}
