using System.Numerics;
using AfterSales.Sla.Domain;
using AfterSales.Streams;
using Microsoft.Extensions.Logging;

namespace AfterSales.Sla;

/// <summary>
/// Rebuilds a shard from the read model in the background, and again some seconds after every change of membership and every few minutes: what was told
/// only to another activation is lost to this one. What is told meanwhile is kept: the newer version wins. An entry too many does no harm: its case
/// says so when it is woken.
/// </summary>
internal sealed class WheelLoader(int shard, Wheel wheel, WheelServices services, Action pump, ILogger logger, CancellationToken stopping)
{
    private const int MaxBackOffMilliseconds = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>By then the follower has told what was on its way as a silo died.</summary>
    private static readonly TimeSpan AfterChange = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    // Continuations are turns of the actor in any case.
    private readonly TaskCompletionSource _loaded = new();
    private bool _loading;
    private long _since;
    private TimeSpan _pause;

    public bool IsLoaded { get; private set; }

    /// <summary>Everything is to be loaded again in a few seconds: there may have been another activation of the shard.</summary>
    public void Again() => (_since, _pause) = (services.Time.GetTimestamp(), AfterChange);

    /// <summary>Starts a load that is due, unless one is under way.</summary>
    public void Start()
    {
        if (!_loading && (!IsLoaded || services.Time.GetElapsedTime(_since) >= _pause))
        {
            _loading = true;
            _ = Load();
        }
    }

    /// <summary>Waits for the first load for a while.</summary>
    public async Task<Failure?> Ready()
    {
        Start();
        try
        {
            await _loaded.Task.WaitAsync(Patience, services.Time, stopping);
            return null;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return StorageFailures.Unavailable;
        }
    }

    private async Task Load()
    {
        try
        {
            await Task.Yield();
            for (var failures = 0; !await Try(failures); failures++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(MaxBackOffMilliseconds, 50 << Math.Min(failures, 10))), services.Time, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The activation is over.
        }
        finally
        {
            _loading = false;
        }

        pump();
    }

    private async Task<bool> Try(int failures)
    {
        try
        {
            await services.Loads.WaitAsync(stopping);
            try
            {
                await Read();
            }
            finally
            {
                services.Loads.Release();
            }

            return true;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            if (BitOperations.IsPow2(failures + 1))
            {
                SlaLog.NotLoaded(logger, exception, shard, failures + 1);
            }

            return false;
        }
    }

    private async Task Read()
    {
        // A change of membership during the query asks for another one after it.
        (_since, _pause) = (services.Time.GetTimestamp(), Period + Spread());
        await foreach (var facts in services.View.Load(shard, stopping))
        {
            foreach (var fact in facts)
            {
                wheel.Set(fact);
            }
        }

        if (!IsLoaded)
        {
            IsLoaded = true;
            _loaded.TrySetResult();
            SlaLog.Loaded(logger, shard, wheel.Count, wheel.Overdue(services.Clock.Now));
        }
    }

    /// <summary>Shards that were loaded together are not loaded together for ever: 0 to 4 minutes.</summary>
    private static TimeSpan Spread() => TimeSpan.FromSeconds(FreshIds.Next().ToByteArray()[^1]);
}
