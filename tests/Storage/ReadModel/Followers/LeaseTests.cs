using AfterSales.Followers;
using AfterSales.Log;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Followers;

public sealed class LeaseTests : ReadModelTest
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Of_two_processes_only_the_lease_holder_works_and_the_other_takes_over_when_it_stops()
    {
        await using var other = new ReadModelProcess(Database.ConnectionString);
        var second = new RecordingConsumer();
        var first = new RecordingConsumer();
        await using (var holder = new ReadModelProcess(Database.ConnectionString))
        {
            await holder.Start(holder.Follower(first));
            await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
            await Eventually.True(() => first.Seen.Count == 1, "the holder works");
            await other.Start(other.Follower(second));
            await Database.Append(StreamKind.Ticket, Rows.Id(1), 2, 20);
            await Eventually.True(() => first.Seen.Count == 20, "the holder goes on");
            Assert.Empty(second.Seen);
        }

        await Database.Append(StreamKind.Ticket, Rows.Id(1), 21, 21);
        await Eventually.True(() => second.Seen.Any(row => row.Seq == 21), "the other takes over");
        Assert.Equal([21], second.Seen.Select(row => row.Seq));
    }

    [Fact]
    public async Task A_silent_owner_keeps_its_lease_until_it_ends_and_can_move_nothing_afterwards()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var cursors = process.Get<FollowerCursors>();
        Assert.Equal(LogCursor.Start, await cursors.Acquire("f", "silent", Long, Cancel));
        Assert.Null(await cursors.Acquire("f", "next", Long, Cancel));
        Assert.True(await cursors.Move("f", "silent", new LogCursor(7, 9), null, Long, Cancel));

        await Database.Execute("update follower_cursor set lease_until = now() - interval '1 ms'");
        Assert.Equal(new LogCursor(7, 9), await cursors.Acquire("f", "next", Long, Cancel));
        Assert.False(await cursors.Move("f", "silent", new LogCursor(8, 1), null, Long, Cancel));
        Assert.False(await cursors.Renew("f", "silent", null, Long, Cancel));
        await cursors.Release("f", "silent", Cancel);
        Assert.Null(await cursors.Acquire("f", "silent", Long, Cancel));
        Assert.Equal(new LogCursor(7, 9), await cursors.Acquire("f", "next", Long, Cancel));
    }

    [Fact]
    public async Task A_released_lease_is_free_at_once()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var cursors = process.Get<FollowerCursors>();
        await cursors.Acquire("f", "one", Long, Cancel);
        await cursors.Release("f", "one", Cancel);
        Assert.NotNull(await cursors.Acquire("f", "two", Long, Cancel));
    }

    [Fact]
    public async Task A_slice_that_takes_longer_than_the_lease_keeps_it()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString, options => options.LeaseMilliseconds = 200);
        var consumer = new RecordingConsumer();
        var release = new TaskCompletionSource();
        consumer.During = _ => release.Task;
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await process.Start(process.Follower(consumer));
        await Eventually.True(
            () => Database.Ask<bool>("select lease_until > caught_up_at + interval '600 ms' from follower_cursor where name = 'recording'"), "the lease is renewed");
        Assert.Null(await process.Get<FollowerCursors>().Acquire("recording", "other", Long, Cancel));
        release.SetResult();
        await Eventually.True(() => consumer.Seen.Count == 1, "the slice ends");
    }

    [Fact]
    public async Task Followers_of_different_names_do_not_share_a_cursor()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 3);
        var (one, two) = (new RecordingConsumer("one"), new RecordingConsumer("two"));
        await process.Start(process.Follower(one));
        await process.Start(process.Follower(two));
        await Eventually.True(() => one.Seen.Count == 3 && two.Seen.Count == 3, "both see all rows");
    }
}
