using System.Numerics;
using AfterSales.Streams;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Sla;

/// <summary>
/// Wakes every shard each second, on every silo, and at once when membership changed: after a restart or the death of a silo nobody else may speak to a
/// shard, and its reminder comes once a minute only.
/// </summary>
internal sealed class WheelKeeper(IGrainFactory grains, MembershipEpoch epoch, TimeProvider time, ILogger<WheelKeeper> logger) : BackgroundService
{
    private const int LooksPerPulse = 10;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Task[] _pulses = [.. Enumerable.Repeat(Task.CompletedTask, WheelKeys.Shards)];
    private readonly long[] _failures = new long[WheelKeys.Shards];

    /// <summary>Wakes every shard once; never throws for one that cannot be woken.</summary>
    /// <param name="anew">Also those whose last call is not answered yet: it may have gone to a silo that is dead.</param>
    public Task PulseAll(bool anew)
    {
        for (var shard = 0; shard < WheelKeys.Shards; shard++)
        {
            // Shard by shard: one that does not answer keeps nobody from the others.
            if (anew || _pulses[shard].IsCompleted)
            {
                _pulses[shard] = Pulse(shard);
            }
        }

        return Task.WhenAll(_pulses);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = epoch.Current;
        _ = PulseAll(anew: true);
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            for (var looks = 1; await timer.WaitForNextTickAsync(stoppingToken); looks++)
            {
                var current = epoch.Current;
                if (current != seen || looks % LooksPerPulse == 0)
                {
                    _ = PulseAll(anew: current != seen);
                    seen = current;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task Pulse(int shard)
    {
        try
        {
            await grains.GetGrain<ISlaWheelGrain>(WheelKeys.Of(shard)).Pulse();
            _failures[shard] = 0;
        }
        catch (Exception exception)
        {
            if (BitOperations.IsPow2(++_failures[shard]))
            {
                SlaLog.NotPulsed(logger, exception, shard, _failures[shard]);
            }
        }
    }
}
