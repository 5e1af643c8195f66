using AfterSales.Followers;
using AfterSales.Live;
using AfterSales.Log;
using Xunit;

namespace AfterSales.Tests.Domain.Live;

public sealed class LiveFeedTests
{
    [Fact]
    public async Task A_reader_is_greeted_and_gets_what_happens_from_then_on_in_order()
    {
        await using var desk = await LiveDesk.Open();
        await desk.Replies(1);
        await using var reader = await desk.Read($"tickets/{LiveDesk.Ticket(1)}");
        var hello = await reader.Next(LiveEventTypes.Hello);
        Assert.Equal($$"""{"topic":"tickets/{{LiveDesk.Ticket(1)}}"}""", hello.Json);

        for (var n = 0; n < 5; n++)
        {
            await desk.Replies(1);
            await desk.Replies(2);
        }

        for (var version = 2; version <= 6; version++)
        {
            var live = await reader.NextJson();
            Assert.Equal(version, (int)live["version"]!);
            Assert.Equal(LiveDesk.Ticket(1), (Guid)live["ticketId"]!);
        }
    }

    [Fact]
    public async Task The_log_is_read_only_while_somebody_listens_and_once_for_all_of_them()
    {
        await using var desk = await LiveDesk.Open();
        await desk.Replies(1);
        Assert.Equal(0, desk.Log.Reads);

        var readers = new List<LiveReader>();
        for (var n = 0; n < 20; n++)
        {
            readers.Add(await (await desk.Read($"tickets/{LiveDesk.Ticket(1)}")).AfterHello());
        }

        await desk.Replies(1);
        foreach (var reader in readers)
        {
            Assert.Equal(2, (int)(await reader.NextJson())["version"]!);
            await reader.DisposeAsync();
        }

        // Whoever comes after all have gone begins at the end anew: had the tail stayed where it was, version 3 would come.
        while (!desk.Tail.IsIdle)
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await desk.Replies(1);
        await using var late = await (await desk.Read($"tickets/{LiveDesk.Ticket(1)}")).AfterHello();
        await desk.Replies(1);
        Assert.Equal(4, (int)(await late.NextJson())["version"]!);
    }

    [Fact]
    public async Task What_happens_while_the_log_is_away_is_told_when_it_is_back()
    {
        await using var desk = await LiveDesk.Open();
        await using var reader = await (await desk.Read($"tickets/{LiveDesk.Ticket(1)}")).AfterHello();
        desk.Log.Away = true;
        await desk.Replies(1);
        var refused = await desk.Feed.Subscribe(new LiveTopic(LiveTopicKind.Queue, "general"), null, LiveDesk.Reader(), TestContext.Current.CancellationToken);
        Assert.True(refused.Succeeded, "the tail has its place already");
        desk.Log.Away = false;
        Assert.Equal(1, (int)(await reader.NextJson())["version"]!);
    }

    [Fact]
    public async Task The_first_reader_is_refused_while_the_log_is_away()
    {
        await using var desk = await LiveDesk.Open();
        desk.Log.Away = true;
        var outcome = await desk.Feed.Subscribe(new LiveTopic(LiveTopicKind.Queue, "general"), null, LiveDesk.Reader(), TestContext.Current.CancellationToken);
        Assert.Equal(FailureCodes.StorageUnavailable, outcome.Failure?.Code);
    }

    [Fact]
    public async Task More_readers_than_the_limit_are_told_to_come_back()
    {
        await using var desk = await LiveDesk.Open(limits => limits.MaxSubscribers = 2);
        await using var first = await desk.Read("queues/general");
        var second = await desk.Read("agents/a-1");
        var third = await desk.Feed.Subscribe(new LiveTopic(LiveTopicKind.Queue, "general"), null, LiveDesk.Reader(), TestContext.Current.CancellationToken);
        Assert.Equal((FailureCodes.Overloaded, 2), (third.Failure?.Code, third.Failure?.RetryAfter));

        await second.DisposeAsync();
        await using var again = await desk.Read("queues/general");
    }

    [Fact]
    public async Task One_subject_has_so_many_readers_and_others_are_not_touched_by_it()
    {
        await using var desk = await LiveDesk.Open(limits => limits.MaxPerSubject = 2);
        var first = await desk.Read("queues/general");
        await using var second = await desk.Read("agents/a-1");
        var third = await desk.Feed.Subscribe(new LiveTopic(LiveTopicKind.Queue, "general"), null, LiveDesk.Reader(), TestContext.Current.CancellationToken);
        Assert.Equal((FailureCodes.RateLimited, 2), (third.Failure?.Code, third.Failure?.RetryAfter));
        await using var other = await desk.Read("queues/general", subject: "somebody-else");

        await first.DisposeAsync();
        await using var again = await desk.Read("queues/general");
    }

    [Fact]
    public async Task An_id_of_another_log_begins_now_and_says_so()
    {
        await using var desk = await LiveDesk.Open();
        await desk.Replies(1);
        await using var first = await desk.Read($"tickets/{LiveDesk.Ticket(1)}");
        var here = (await first.Next(LiveEventTypes.Hello)).Id;
        desk.Log.NextTx = 1_000;
        var foreign = ExportCursor.ToText(new LogCursor(1_000, 7));
        await using var resumed = await desk.Read($"tickets/{LiveDesk.Ticket(1)}", after: foreign);
        Assert.Equal(here, (await resumed.Next(LiveEventTypes.Hello)).Id);
        Assert.Equal(here, (await resumed.Next(LiveEventTypes.Reset)).Id);
        await desk.Replies(1);
        Assert.Equal(2, (int)(await resumed.NextJson())["version"]!);
    }

    [Fact]
    public async Task When_the_process_stops_every_stream_ends_and_none_begins()
    {
        await using var desk = await LiveDesk.Open();
        await using var reader = await (await desk.Read("queues/general")).AfterHello();
        await desk.Tail.StopAsync(TestContext.Current.CancellationToken);
        Assert.Null(await reader.Next());
        var outcome = await desk.Feed.Subscribe(new LiveTopic(LiveTopicKind.Queue, "general"), null, LiveDesk.Reader(), TestContext.Current.CancellationToken);
        Assert.Equal(FailureCodes.Overloaded, outcome.Failure?.Code);
    }

    [Fact]
    public async Task A_quiet_reader_learns_how_far_he_has_come()
    {
        await using var desk = await LiveDesk.Open(limits => limits.MarkSeconds = 1);
        await using var reader = await (await desk.Read("queues/general")).AfterHello();
        await desk.Replies(1);
        await reader.Next(LiveEventTypes.Mark);
        await reader.Next(LiveEventTypes.Mark);
        await desk.Happens(LiveDesk.Ticket(1), """[{"t":"queued.v1","queue":"general"}]""");
        await using var resumed = await (await desk.Read("queues/general", after: reader.LastId)).AfterHello();
        Assert.Equal(2, (int)(await resumed.NextJson())["version"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_id_that_was_never_given_out_is_refused(string id)
    {
        await using var desk = await LiveDesk.Open();
        var outcome = await desk.Feed.Subscribe(new LiveTopic(LiveTopicKind.Queue, "general"), id, LiveDesk.Reader(), TestContext.Current.CancellationToken);
        Assert.Equal(FailureCodes.InvalidCursor, outcome.Failure?.Code);
    }
}
