using AfterSales.Sla;
using AfterSales.Sla.Domain;

namespace AfterSales.LoadTests.SlaBench;

/// <summary>The wheel's structure alone, filled as sixteen shards are.</summary>
internal static class WheelMemory
{
    /// <summary>Managed bytes of an entry.</summary>
    public static double BytesEach(int entries, int seed)
    {
        var random = new Random(seed);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var bytes = new byte[16];
        var shards = Enumerable.Range(0, WheelKeys.Shards).Select(_ => new Wheel()).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < entries; i++)
        {
            random.NextBytes(bytes);
            var id = new Guid(bytes);
            shards[WheelKeys.ShardOf(id)].Set(new DueFacts(id, 1, start.AddSeconds(random.Next(864_000))));
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(shards);
        return (after - before) / (double)entries;
    }
}
