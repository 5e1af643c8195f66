using AfterSales.Live;
using AfterSales.Log;
using Xunit;

namespace AfterSales.Tests.Domain.Live;

public sealed class ResumeTests
{
    private const string Queued = """[{"t":"queued.v1","queue":"general"}]""";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task However_often_a_reader_resumes_under_load_he_gets_every_row_once(int seed)
    {
        const int Rows = 2_000;
        await using var desk = await LiveDesk.Open(limits => limits.PageSize = 7);
        await desk.Happens(LiveDesk.Ticket(1), Queued);
        var topics = new[] { $"tickets/{LiveDesk.Ticket(1)}", "queues/general" };
        var readers = Array.ConvertAll(topics, topic => ReadAll(desk, topic, through: 1 + Rows, new Random(seed)));
        await Task.WhenAll(Array.ConvertAll(readers, reader => reader.Started.Task));
        for (var n = 0; n < Rows; n++)
        {
            await desk.Happens(LiveDesk.Ticket(1), Queued);
            await desk.Replies(2);
            if (n % 16 == 0)
            {
                await Task.Yield();
            }
        }

        foreach (var reader in readers)
        {
            Assert.Equal(Enumerable.Range(2, Rows), await reader.Versions);
        }
    }

    [Fact]
    public async Task A_reader_who_is_too_slow_is_dropped_after_what_waited_and_resumes_where_he_was()
    {
        await using var desk = await LiveDesk.Open(limits => limits.MaxBehind = 8);
        await using var slow = await (await desk.Read($"tickets/{LiveDesk.Ticket(1)}")).AfterHello();
        await using var other = await (await desk.Read($"tickets/{LiveDesk.Ticket(2)}")).AfterHello();
        for (var n = 0; n < 30; n++)
        {
            await desk.Replies(1);
        }

        // The tail hands out in order: when this has come, the slow one has been offered all of his.
        await desk.Replies(2);
        await other.NextJson();

        for (var version = 1; version <= 8; version++)
        {
            Assert.Equal(version, (int)(await slow.NextJson())["version"]!);
        }

        var last = slow.LastId;
        Assert.Equal(last, (await slow.Next(LiveEventTypes.Dropped)).Id);
        Assert.Null(await slow.Next());

        await using var resumed = await desk.Read($"tickets/{LiveDesk.Ticket(1)}", after: last);
        Assert.Equal(last, (await resumed.Next(LiveEventTypes.Hello)).Id);
        for (var version = 9; version <= 30; version++)
        {
            Assert.Equal(version, (int)(await resumed.NextJson())["version"]!);
        }
    }

    [Fact]
    public async Task What_finds_no_room_while_a_reader_catches_up_is_neither_lost_nor_repeated()
    {
        var topic = $"tickets/{LiveDesk.Ticket(1)}";
        await using var desk = await LiveDesk.Open(limits => (limits.MaxBehind, limits.PageSize) = (8, 4));
        await using var other = await desk.Read($"tickets/{LiveDesk.Ticket(2)}");
        var start = (await other.Next(LiveEventTypes.Hello)).Id;
        await Reply(10);

        // He waits for the first page of what he missed, and much more than his room comes.
        desk.Log.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var resumed = await (await desk.Read(topic, after: start)).AfterHello();
        var (gate, reading) = (desk.Log.Gate, resumed.NextJson());
        await desk.Log.AtGate.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Reply(40);
        gate.SetResult();
        Assert.Equal(1, (int)(await reading)["version"]!);
        for (var version = 2; version <= 20; version++)
        {
            Assert.Equal(version, (int)(await resumed.NextJson())["version"]!);
        }

        // And once more in the midst of it.
        await Reply(40);
        for (var version = 21; version <= 90; version++)
        {
            Assert.Equal(version, (int)(await resumed.NextJson())["version"]!);
        }

        // Now he has met the tail, and what he leaves behind is his own fault.
        var next = resumed.NextJson();
        await Reply(1);
        Assert.Equal(91, (int)(await next)["version"]!);
        await Reply(20);
        for (var version = 92; version <= 99; version++)
        {
            Assert.Equal(version, (int)(await resumed.NextJson())["version"]!);
        }

        await resumed.Next(LiveEventTypes.Dropped);

        // The tail hands out in order: when the other one has his, all before was handed out.
        async Task Reply(int times)
        {
            for (var n = 0; n < times; n++)
            {
                await desk.Replies(1);
            }

            await desk.Replies(2);
            await other.NextJson();
        }
    }

    [Fact]
    public async Task A_queue_is_searched_up_to_the_limit_and_then_the_reader_is_told_to_read_it_again()
    {
        await using var desk = await LiveDesk.Open(limits => (limits.MaxScan, limits.PageSize) = (20, 10));
        await using var first = await desk.Read("queues/general");
        await first.Next(LiveEventTypes.Hello);
        await desk.Happens(LiveDesk.Ticket(1), Queued);
        for (var n = 0; n < 40; n++)
        {
            await desk.Replies(2);
        }

        await desk.Happens(LiveDesk.Ticket(1), Queued);
        var id = first.LastId;
        await first.NextJson();
        await first.NextJson();

        await using var resumed = await (await desk.Read("queues/general", after: id)).AfterHello();
        Assert.Equal(1, (int)(await resumed.NextJson())["version"]!);
        Assert.Equal("{}", (await resumed.Next(LiveEventTypes.Reset)).Json);
        await desk.Happens(LiveDesk.Ticket(1), Queued);
        Assert.Equal(3, (int)(await resumed.NextJson())["version"]!);
    }

    [Fact]
    public async Task A_case_is_caught_up_with_however_much_happened_elsewhere()
    {
        await using var desk = await LiveDesk.Open(limits => (limits.MaxScan, limits.PageSize) = (20, 3));
        await using var first = await desk.Read($"tickets/{LiveDesk.Ticket(1)}");
        await first.Next(LiveEventTypes.Hello);
        for (var n = 0; n < 10; n++)
        {
            await desk.Replies(1);
            await desk.Replies(2);
            await desk.Replies(2);
            await desk.Replies(2);
        }

        await using var resumed = await (await desk.Read($"tickets/{LiveDesk.Ticket(1)}", after: first.LastId)).AfterHello();
        for (var version = 1; version <= 10; version++)
        {
            Assert.Equal(version, (int)(await resumed.NextJson())["version"]!);
        }
    }

    [Fact]
    public async Task An_id_of_another_process_that_was_ahead_repeats_nothing()
    {
        await using var behind = await LiveDesk.Open();
        await using var reader = await (await behind.Read($"tickets/{LiveDesk.Ticket(1)}")).AfterHello();
        for (var n = 0; n < 3; n++)
        {
            await behind.Replies(1);
        }

        await reader.NextJson();
        await reader.NextJson();
        var ahead = (await reader.Next(LiveEventTypes.Ticket)).Id;
        await using var other = await LiveDesk.Open();
        await using var resumed = await (await other.Read($"tickets/{LiveDesk.Ticket(1)}", after: ahead)).AfterHello();
        for (var n = 0; n < 4; n++)
        {
            await other.Replies(1);
        }

        Assert.Equal(4, (int)(await resumed.NextJson())["version"]!);
    }

    private static Run ReadAll(LiveDesk desk, string topic, int through, Random random)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Run(started, Read());

        async Task<List<int>> Read()
        {
            var versions = new List<int>();
            string? after = null;
            while (versions.Count == 0 || versions[^1] < through)
            {
                await using var reader = await desk.Read(topic, after);
                await reader.Next(LiveEventTypes.Hello);
                started.TrySetResult();
                for (var left = random.Next(1, 40); left > 0 && (versions.Count == 0 || versions[^1] < through); left--)
                {
                    var live = await reader.Next();
                    if (live!.Type == LiveEventTypes.Dropped)
                    {
                        break;
                    }

                    versions.Add((int)System.Text.Json.Nodes.JsonNode.Parse(live.Json)!["version"]!);
                }

                after = reader.LastId;
            }

            return versions;
        }
    }

    private sealed record Run(TaskCompletionSource Started, Task<List<int>> Versions);
}
