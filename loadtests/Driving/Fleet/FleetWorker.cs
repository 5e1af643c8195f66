using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary>A driver that takes part in a run: joins, prepares, starts with all others, delivers.</summary>
internal sealed class FleetWorker(Uri address, string? journals, Action<DriverProgress>? tell = null)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>A coordinator that does not answer for so long is gone, and nobody is left to drive for.</summary>
    private static readonly TimeSpan CoordinatorPatience = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource<DateTimeOffset> _start = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DriverProgress _progress = new("preparing", 0);

    /// <param name="cancellation">Ends it without a result.</param>
    public async Task<DriverResult> Run(CancellationToken cancellation)
    {
        using var link = new FleetLink(address);
        using var enough = new CancellationTokenSource();
        var task = await link.Join(cancellation);
        var offset = await link.ClockOffset(cancellation);
        var folder = journals ?? Directory.CreateTempSubdirectory("aftersales-join-").FullName;
        try
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var beating = KeepTelling(link, task.Driver, offset, enough, ending);
            var run = new DriverRun(task, folder, progress => Volatile.Write(ref _progress, progress)).Run(() => _start.Task, ending.Token, enough.Token);
            if (await Task.WhenAny(run, beating) == beating && !run.IsCompleted)
            {
                await ending.CancelAsync();
                await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await beating;
            }

            var result = await run;
            await link.Deliver(result, journals is null ? Journal.JournalWriter.PathOf(folder, task.Driver) : null, cancellation);
            await ending.CancelAsync();
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return result;
        }
        finally
        {
            if (journals is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private async Task KeepTelling(FleetLink link, string driver, TimeSpan offset, CancellationTokenSource enough, CancellationTokenSource ending)
    {
        var heard = DateTimeOffset.UtcNow;
        DriverProgress? told = null;
        while (!ending.IsCancellationRequested)
        {
            var progress = Volatile.Read(ref _progress);
            try
            {
                // Said again, its latencies would count twice.
                var order = await link.Tell(driver, ReferenceEquals(progress, told) ? progress with { Recent = Measuring.HistogramCounts.Empty } : progress, ending.Token);
                (heard, told) = (DateTimeOffset.UtcNow, progress);
                tell?.Invoke(progress);
                if (order.Stop)
                {
                    throw Give("The run was given up.");
                }

                if (order.Enough)
                {
                    await enough.CancelAsync();
                }

                if (order.StartAt is { } start)
                {
                    _start.TrySetResult(DateTimeOffset.UnixEpoch.AddMicroseconds(start) - offset);
                }
            }
            catch (HttpRequestException failure)
            {
                if (DateTimeOffset.UtcNow - heard > CoordinatorPatience)
                {
                    throw Give($"The coordinator is gone: {failure.Message}");
                }
            }

            await Task.Delay(Beat, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whoever still waits for the start waits no longer.</summary>
    private BenchRefusedException Give(string why)
    {
        var refused = new BenchRefusedException(why);
        _start.TrySetException(refused);
        return refused;
    }
}
