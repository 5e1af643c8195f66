using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;
using Microsoft.AspNetCore.Http;

namespace AfterSales.Tests.LoadTests.Driving;

/// <summary>What a caller lives through is what is counted, and what he was told is what is written down.</summary>
public sealed class PatientCallerTests
{
    private static readonly Guid Ticket = Guid.NewGuid();

    [Fact]
    public async Task An_answer_is_written_down_and_counted()
    {
        await using var front = await StubFront.Start(http => StubFront.Case(http, Ticket, 7, "InDialogue"));
        await using var bench = new CallerBench(null, front.Url);

        var result = await bench.Caller.Run(CallerBench.Command(), bench.Clock.Now);

        Assert.Equal((3, "InDialogue"), (result.Answer.Case!.Number, result.Answer.Case.Step));
        var entry = Assert.Single(bench.Journal);
        Assert.Equal(
            ("reply", CommandOutcome.Acknowledged, "t-agent-1", "agent", "k1", Ticket, 7L, "InDialogue", 1),
            (entry.Action, entry.Outcome, entry.Subject, entry.Role, entry.Key, entry.Ticket, entry.Version, entry.Step, entry.Attempts));
        Assert.Equal(1, Assert.Single(bench.Result.Operations).Succeeded);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(ObjectDisposedException))]
    public async Task What_cannot_be_written_down_does_not_count_whatever_the_reason(Type reason)
    {
        await using var front = await StubFront.Start(http => StubFront.Case(http, Ticket, 7, "InDialogue"));
        await using var bench = new CallerBench(() => throw (Exception)Activator.CreateInstance(reason, "disk full")!, front.Url);

        var failure = await Assert.ThrowsAsync<BenchRefusedException>(
            () => bench.Caller.Run(CallerBench.Command(), bench.Clock.Now).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        var next = await Assert.ThrowsAsync<BenchRefusedException>(() => bench.Caller.Run(CallerBench.Command(key: "k2"), bench.Clock.Now));

        Assert.Contains("disk full", failure.Message, StringComparison.Ordinal);
        Assert.Contains("disk full", next.Message, StringComparison.Ordinal);
        Assert.Equal(0, bench.Counters.Succeeded);
        Assert.Empty(bench.Result.Operations);
        Assert.Equal(2, bench.Result.Slices.Sum(slice => slice.Sent));
    }

    [Fact]
    public async Task A_command_counts_only_when_its_line_is_on_disk()
    {
        using var disk = new ManualResetEventSlim();
        await using var front = await StubFront.Start(http => StubFront.Case(http, Ticket, 7, "InDialogue"));
        await using var bench = new CallerBench(() => disk.Wait(TimeSpan.FromSeconds(20)), front.Url);

        var running = bench.Caller.Run(CallerBench.Command(), bench.Clock.Now);
        await bench.Caller.Run(CallerBench.Command("read") with { Key = null, Body = null, Method = HttpMethod.Get }, bench.Clock.Now);

        Assert.Equal(["read"], bench.Result.Operations.Select(operation => operation.Name));
        disk.Set();
        await running;
        Assert.Equal(["read", "reply"], bench.Result.Operations.Select(operation => operation.Name));
        Assert.Equal((2, 1), (bench.Result.Slices.Sum(slice => slice.Succeeded), bench.Result.Slices.Sum(slice => slice.Commands)));
    }

    [Fact]
    public async Task Who_is_turned_away_comes_back_under_the_same_key()
    {
        var keys = new List<string>();
        await using var front = await StubFront.Start(http =>
        {
            lock (keys)
            {
                keys.Add(http.Request.Headers["Idempotency-Key"].ToString());
                if (keys.Count < 3)
                {
                    http.Response.StatusCode = keys.Count == 1 ? 429 : 503;
                    http.Response.Headers.RetryAfter = "0";
                    return http.Response.WriteAsync("""{"code":"overloaded"}""");
                }
            }

            http.Response.Headers["Idempotent-Replayed"] = "true";
            return StubFront.Case(http, Ticket, 7, "InDialogue");
        });
        await using var bench = new CallerBench(null, front.Url);

        await bench.Caller.Run(CallerBench.Command(), bench.Clock.Now);

        Assert.Equal(["k1", "k1", "k1"], keys);
        Assert.Equal((CommandOutcome.Acknowledged, 3, true), (bench.Journal[0].Outcome, bench.Journal[0].Attempts, bench.Journal[0].Replayed));
        Assert.Equal([("429 overloaded", 1L), ("503 overloaded", 1L)], bench.Result.Slices.SelectMany(slice => slice.Errors).Select(error => (error.Key, error.Value)));
        Assert.Equal(1, bench.Result.Slices.Sum(slice => slice.Sent));
    }

    [Fact]
    public async Task A_dead_front_is_passed_by()
    {
        await using var front = await StubFront.Start(http => StubFront.Case(http, Ticket, 7, "InDialogue"));
        await using var bench = new CallerBench(null, new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}"), front.Url);

        await bench.Caller.Run(CallerBench.Command(), bench.Clock.Now);
        await bench.Caller.Run(CallerBench.Command(key: "k2"), bench.Clock.Now);

        Assert.Equal(2, bench.Counters.Succeeded);
        Assert.Equal(["connect"], bench.Result.Slices.SelectMany(slice => slice.Errors.Keys).Distinct());
    }

    [Fact]
    public async Task A_refusal_says_that_nothing_was_done_unless_an_earlier_attempt_got_no_answer()
    {
        var cut = true;
        await using var front = await StubFront.Start(http =>
        {
            if (http.Request.Path.Value!.EndsWith("cancel", StringComparison.Ordinal) && cut)
            {
                cut = false;
                http.Abort();
                return Task.CompletedTask;
            }

            http.Response.StatusCode = 409;
            return http.Response.WriteAsync("""{"type":"about:blank","errors":[{"pointer":"/a"}],"code":"action-not-possible"}""");
        });
        await using var bench = new CallerBench(null, front.Url);

        await bench.Caller.Run(CallerBench.Command(), bench.Clock.Now, Ticket);
        await bench.Caller.Run(CallerBench.Command("cancel", "k2"), bench.Clock.Now, Ticket);

        Assert.Equal([CommandOutcome.Refused, CommandOutcome.Unknown], bench.Journal.Select(entry => entry.Outcome));
        Assert.All(bench.Journal, entry => Assert.Equal(("action-not-possible", Ticket), (entry.Code, entry.Ticket)));
        Assert.Equal(2, bench.Result.Slices.Sum(slice => slice.Refused));
    }

    /// <summary>A driver that waits for an answer before it looks at the clock would report one slow call and many fast ones.</summary>
    [Fact]
    public async Task A_front_that_stalls_a_second_is_felt_by_all_that_was_due_meanwhile()
    {
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var front = await StubFront.Start(async http =>
        {
            await stalled.Task;
            await StubFront.Case(http, Ticket, 7, "InDialogue");
        });
        await using var bench = new CallerBench(null, front.Url);
        var begin = bench.Clock.Now;
        var first = bench.Caller.Run(CallerBench.Command("first"), begin);

        await bench.Clock.Until(begin + 1_000_000, TestContext.Current.CancellationToken);
        stalled.SetResult();
        await first;
        for (var due = begin + 100_000; due < begin + 1_000_000; due += 100_000)
        {
            await bench.Caller.Run(CallerBench.Command("next", $"n{due}"), due);
        }

        var next = bench.Result.Operations.Single(operation => operation.Name == "next");
        Assert.True(Max(next.Latency) > 850, $"latency {Max(next.Latency)} ms");
        Assert.True(Max(next.Service) < 400, $"service {Max(next.Service)} ms");
        Assert.True(Max(bench.Result.SendDelay) > 850, "the driver says that it was late itself");
        Assert.Equal(10, bench.Result.Slices.Sum(slice => slice.Planned));
    }

    [Fact]
    public async Task Who_gives_up_is_in_the_latencies_with_all_he_waited()
    {
        await using var front = await StubFront.Start(http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        await using var bench = new CallerBench(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), null, front.Url);

        await bench.Caller.Run(CallerBench.Command(), intended: 0);

        var operation = Assert.Single(bench.Result.Operations);
        Assert.Equal((0, 1), (operation.Succeeded, operation.GivenUp));
        Assert.True(Max(operation.Latency) > 9_900, $"latency {Max(operation.Latency)} ms");
        Assert.Equal(operation.Latency.MaxNanoseconds, bench.Result.Slices.Max(slice => slice.Latency.MaxNanoseconds));
        Assert.Empty(operation.Service.Counts.OrEmpty());
    }

    private static double Max(HistogramCounts counts) => counts.MaxNanoseconds / 1e6;
}
