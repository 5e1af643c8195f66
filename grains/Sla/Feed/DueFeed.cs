using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Sla;

/// <summary>
/// What cases of this process want to be woken for, one entry a case, told to the shards several times a second. Bounded, and nobody waits for it: what does
/// not arrive is counted and left to the follower.
/// </summary>
internal sealed class DueFeed(IGrainFactory grains, SlaMetrics metrics, IOptions<SlaOptions> options, TimeProvider time, ILogger<DueFeed> logger)
    : BackgroundService, IDueFeed
{
    /// <summary>What a shard takes at a time.</summary>
    private const int MaxBatch = 5_000;

    private readonly Lock _lock = new();
    private readonly long[] _failures = new long[WheelKeys.Shards];
    private Dictionary<Guid, DueFacts> _waiting = [];
    private Dictionary<Guid, DueFacts> _spare = [];

    public void Mark(DueFacts facts)
    {
        lock (_lock)
        {
            if (_waiting.Count < options.Value.MaxWaiting || _waiting.ContainsKey(facts.TicketId))
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_waiting, facts.TicketId, out var exists);
                known = exists && known.Version >= facts.Version ? known : facts;
                return;
            }
        }

        metrics.Untold(1);
    }

    /// <summary>Tells what waits; never throws.</summary>
    public async Task Flush()
    {
        var taken = Take();
        if (taken.Count > 0)
        {
            await Task.WhenAll(taken.Values.GroupBy(facts => WheelKeys.ShardOf(facts.TicketId)).Select(shard => Tell(shard.Key, shard)));
            taken.Clear();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.FlushMilliseconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Flush();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The follower tells the rest.
        }
    }

    private Dictionary<Guid, DueFacts> Take()
    {
        lock (_lock)
        {
            (_waiting, _spare) = (_spare, _waiting);
            return _spare;
        }
    }

    private async Task Tell(int shard, IEnumerable<DueFacts> facts)
    {
        foreach (var batch in facts.Chunk(MaxBatch))
        {
            try
            {
                await grains.GetGrain<ISlaWheelGrain>(WheelKeys.Of(shard)).Notify(ImmutableCollectionsMarshal.AsImmutableArray(batch));
            }
            catch (Exception exception)
            {
                metrics.Untold(batch.Length);
                if (BitOperations.IsPow2(++_failures[shard]))
                {
                    SlaLog.NotTold(logger, exception, shard, _failures[shard]);
                }
            }
        }
    }
}
