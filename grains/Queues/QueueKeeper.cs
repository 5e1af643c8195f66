using System.Collections.Concurrent;
using System.Numerics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Queues;

/// <summary>
/// Wakes every shard each second, on every silo: after a restart or the death of a silo nobody else may speak to a queue in which cases wait.
/// </summary>
internal sealed class QueueKeeper(IGrainFactory grains, IQueueSource queues, TimeProvider time, ILogger<QueueKeeper> logger) : BackgroundService
{
    private const int Parallelism = 4;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, long> _failures = new(StringComparer.Ordinal);

    /// <summary>Wakes every queue once; never throws for a queue that cannot be woken.</summary>
    public Task PulseAll(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        queues.Current.All,
        new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
        async (queue, _) => await Pulse(queue.Id));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await PulseAll(stoppingToken);
        }
    }

    private async Task Pulse(string queueId)
    {
        try
        {
            await grains.GetGrain<IQueueGrain>(QueueKeys.Of(queueId)).Pulse();
            _failures.TryRemove(queueId, out _);
        }
        catch (Exception exception)
        {
            var failures = _failures.AddOrUpdate(queueId, 1, (_, count) => count + 1);
            if (BitOperations.IsPow2(failures))
            {
                QueueLog.NotWoken(logger, exception, queueId, failures);
            }
        }
    }
}
