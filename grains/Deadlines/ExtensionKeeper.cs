using System.Numerics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Deadlines;

/// <summary>Wakes the list of extensions now and then, on every silo: after a restart nobody else may speak to one that is at work.</summary>
internal sealed class ExtensionKeeper(IGrainFactory grains, TimeProvider time, ILogger<ExtensionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private long _failures;

    /// <summary>Never throws when it cannot be woken.</summary>
    public async Task Pulse()
    {
        try
        {
            await grains.GetGrain<IDeadlineExtensionsGrain>(IDeadlineExtensionsGrain.Key).Pulse();
            _failures = 0;
        }
        catch (Exception exception)
        {
            if (BitOperations.IsPow2(++_failures))
            {
                DeadlineLog.NotWoken(logger, exception, _failures);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Pulse();
        }
    }
}
