using System.Diagnostics;
using AfterSales.LoadTests.Sampling.Metrics;
using AfterSales.LoadTests.Sampling.Processes;
using AfterSales.LoadTests.Sampling.Store;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Sampling;

/// <summary>
/// Looks at the system from beside it, each second: <c>/proc</c>, <c>/metrics</c> and one query. What it costs is itself in the samples: its own share
/// as part <c>bench</c>, the answers of the product and the database within theirs.
/// </summary>
internal sealed class SystemSampler : IAsyncDisposable
{
    private readonly LoadedSystem _system;
    private readonly DateTimeOffset _zero;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<SystemSample> _samples = [];
    private readonly MetricsScraper _scraper = new();
    private readonly StoreProbe? _store;
    private readonly PartMeter _parts = new();
    private readonly ServiceMeter _service = new();
    private readonly Task _looking;

    private SystemSampler(LoadedSystem system, DateTimeOffset zero, TimeSpan every)
    {
        (_system, _zero) = (system, zero);
        _store = system.ConnectionString is { } database ? new StoreProbe(database) : null;
        _looking = Task.Run(() => Look(every));
    }

    /// <param name="system">Its processes may die and come back meanwhile.</param>
    /// <param name="zero">The moment that seconds count from.</param>
    /// <param name="every">A second, or more for runs of hours.</param>
    public static SystemSampler Start(LoadedSystem system, DateTimeOffset zero, TimeSpan every) => new(system, zero, every);

    /// <summary>Ends it and answers what it saw.</summary>
    public async Task<ImmutableArray<SystemSample>> Stop()
    {
        await _stop.CancelAsync();
        await _looking;
        return [.. _samples];
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _scraper.Dispose();
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task Look(TimeSpan every)
    {
        var started = Stopwatch.GetTimestamp();
        var last = 0.0;
        if (!await InTheMiddle(every))
        {
            return;
        }

        using var timer = new PeriodicTimer(every);
        do
        {
            var second = Stopwatch.GetElapsedTime(started).TotalSeconds;
            _samples.Add(await Sample(second, second - last));
            last = second;
        }
        while (await Next(timer));
    }

    /// <summary>Looks fall into the middle of the drivers' slices: at their edges one would hold two and the next none.</summary>
    private async Task<bool> InTheMiddle(TimeSpan every)
    {
        var beyond = (_zero - DateTimeOffset.UtcNow).TotalMilliseconds + (every.TotalMilliseconds / 2);
        var wait = beyond - (Math.Floor(beyond / every.TotalMilliseconds) * every.TotalMilliseconds);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Max(1, wait)));
        return await Next(timer);
    }

    private async Task<SystemSample> Sample(double second, double elapsed)
    {
        var sample = new SystemSample((DateTimeOffset.UtcNow - _zero).TotalSeconds);
        var pages = _scraper.Scrape(_system);
        var stored = _store?.Fill(sample) ?? Task.FromResult(sample);
        var usage = ProcessTable.Read().Usage(_system.Processes);
        sample = (await stored) with { Cores = _parts.Cores(second, usage), Megabytes = PartMeter.Megabytes(usage) };
        return _service.Fill(sample, await pages, elapsed);
    }

    private async Task<bool> Next(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
