using AfterSales.LoadTests.Driving.Cases;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.Tests.LoadTests.Workload;

namespace AfterSales.Tests.LoadTests.Driving;

/// <summary>What was to arrive is known before anything is driven, and what the driver leaves undone shows.</summary>
public sealed class OpenLoopTests
{
    private static readonly double[] Arrivals = [0.1, 0.2, 1.1, 1.2];

    [Fact]
    public async Task Arrivals_that_a_driver_does_not_come_to_before_the_end_are_planned_and_not_sent()
    {
        await using var bench = new CallerBench(TimeSpan.FromSeconds(10), CallerBench.Patient, null, new Uri("http://127.0.0.1:1"));
        bench.Stop();

        await Run(bench);

        Assert.Equal([(0, 2L, 2L, 0L), (1, 2L, 2L, 0L)], bench.Result.Slices.Select(slice => (slice.Index, slice.Arrivals, slice.Planned, slice.Sent)));
        Assert.Equal(4, bench.Result.Missed);
        Assert.True(Figures(bench).Bottleneck);
    }

    [Fact]
    public async Task Arrivals_that_were_not_due_when_their_user_ended_the_run_are_nobody_s_fault()
    {
        await using var bench = new CallerBench(TimeSpan.FromSeconds(-60), CallerBench.Patient, null, new Uri("http://127.0.0.1:1"));
        bench.Stop();

        await Run(bench);

        Assert.Equal((0, 0, 0), (bench.Result.Slices.Sum(slice => slice.Arrivals), bench.Result.Slices.Sum(slice => slice.Planned), bench.Result.Missed));
        Assert.False(Figures(bench).Bottleneck);
    }

    [Fact]
    public async Task A_driver_without_room_is_the_bottleneck_even_when_few_cases_found_none()
    {
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var front = await StubFront.Start(async http =>
        {
            await full.Task;
            http.Response.StatusCode = 422;
        });
        await using var bench = new CallerBench(TimeSpan.FromSeconds(10), CallerBench.Patient, null, front.Url);

        var driving = Run(bench, maxCases: 3);
        full.SetResult();
        await driving;

        Assert.Equal((4L, 3L, 1L), (bench.Result.Slices.Sum(slice => slice.Planned), bench.Result.Slices.Sum(slice => slice.Sent), bench.Result.Missed));
        Assert.True(Figures(bench).Bottleneck);
    }

    [Fact]
    public async Task A_call_that_was_not_due_when_the_run_ended_was_not_planned()
    {
        await using var bench = new CallerBench(null, new Uri("http://127.0.0.1:1"));

        var waiting = bench.Caller.Run(CallerBench.Command(), bench.Clock.Now + 60_000_000);
        Assert.Equal(1, bench.Result.Slices.Sum(slice => slice.Planned));
        bench.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, bench.Result.Slices.Sum(slice => slice.Planned));
    }

    private static async Task Run(CallerBench bench, int maxCases = 100)
    {
        var loop = new OpenLoop(bench.Desk(Plans.Of()), Arrivals, share: 0, of: 1, maxCases);
        loop.Plan();
        await loop.Run();
    }

    private static DriverFigures Figures(CallerBench bench) => DriverFigures.Of([bench.Result], new PeakTimeline(1, []), 1, 4);
}
