using System.Globalization;
using System.Runtime.InteropServices;
using AfterSales.Sla;

namespace AfterSales.Followers;

/// <summary>
/// Tells the shards of the wheel when the cases of a slice want to be woken, and which want it no more: the guarantee behind <see cref="IDueFeed"/>.
/// </summary>
internal sealed class WheelTeller(IGrainFactory grains)
{
    /// <summary>What a shard takes at a time (<see cref="ISlaWheelGrain.Observe"/>).</summary>
    public const int MaxBatch = 5_000;

    public IEnumerable<Telling> Of(IEnumerable<DueFacts> cases) =>
        from facts in cases
        group facts by WheelKeys.ShardOf(facts.TicketId) into shard
        let all = shard.ToArray()
        select new Telling("wheel", shard.Key.ToString(CultureInfo.InvariantCulture), Array.ConvertAll(all, facts => facts.TicketId), () => Tell(shard.Key, all));

    /// <summary>Stops at the first batch that is not taken.</summary>
    private async Task<Failure?> Tell(int shard, DueFacts[] all)
    {
        foreach (var batch in all.Chunk(MaxBatch))
        {
            if ((await grains.GetGrain<ISlaWheelGrain>(WheelKeys.Of(shard)).Observe(ImmutableCollectionsMarshal.AsImmutableArray(batch))).Failure is { } failure)
            {
                return failure;
            }
        }

        return null;
    }
}
