using System.Runtime.CompilerServices;
using AfterSales.Sla;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>What a shard of the wheel is rebuilt from, with the time that a query takes.</summary>
internal sealed class StoredDue(Stored stored, Faults faults, TimeProvider time) : IDueView
{
    public async IAsyncEnumerable<IReadOnlyList<DueFacts>> Load(int shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(faults.Read("read model") + TimeSpan.FromMilliseconds(1), time, cancellationToken);
        yield return [.. stored.Due.Where(facts => facts.Due is not null && WheelKeys.ShardOf(facts.TicketId) == shard)];
    }
}

/// <summary>The product's fast path to the wheel, which drops what is too much for it; the follower tells.</summary>
internal sealed class LossyFeed(IDueFeed feed, Random random, int droppedPerMille) : IDueFeed
{
    public void Mark(DueFacts facts)
    {
        if (random.Next(1_000) >= droppedPerMille)
        {
            feed.Mark(facts);
        }
    }
}
