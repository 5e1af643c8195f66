using AfterSales.LoadTests.Driving.Cases;
using AfterSales.LoadTests.Measuring;
using AfterSales.Tests.LoadTests.Workload;
using Microsoft.AspNetCore.Http;

namespace AfterSales.Tests.LoadTests.Driving;

public sealed class CaseRunTests
{
    private const int Cases = 12;

    /// <summary>Whoever waited for the customer's answer would be late himself, and take it for the driver's delay.</summary>
    [Fact]
    public async Task The_shop_acts_when_it_is_due_however_slowly_its_customer_is_answered()
    {
        var resolved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (ends, reads, givenUp) = (0, 0, 0);
        await using var front = await StubFront.Start(async http =>
        {
            if (http.Request.Method == HttpMethods.Get)
            {
                Interlocked.Increment(ref reads);
                http.RequestAborted.Register(() => Interlocked.Increment(ref givenUp));
                await answers.Task.WaitAsync(http.RequestAborted);
            }

            var over = http.Request.Path.Value!.EndsWith("resolve", StringComparison.Ordinal);
            await StubFront.Case(http, Guid.NewGuid(), 2, over ? "Completed" : "InDialogue");
            if (over && Interlocked.Increment(ref ends) == Cases)
            {
                resolved.SetResult();
            }
        });
        await using var bench = new CallerBench(null, front.Url);
        var desk = bench.Desk(Plans.Of() with { ThinkMilliseconds = 5 });

        var running = Task.WhenAll(Enumerable.Range(0, Cases).Select(number => new CaseRun(desk, number).Run(bench.Clock.Now)));
        await resolved.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(0, givenUp);
        Assert.True(reads > 0);
        Assert.False(running.IsCompleted, "a case waits for what was asked in it");
        answers.SetResult();
        await running;
        var delays = new LatencyHistogram();
        delays.Add(bench.Result.SendDelay);
        Assert.InRange(delays.Max, TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }
}
