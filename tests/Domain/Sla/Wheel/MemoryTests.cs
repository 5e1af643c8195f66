using AfterSales.Sla;
using AfterSales.Sla.Domain;
using Xunit;

namespace AfterSales.Tests.Domain.Sla;

public sealed class MemoryTests
{
    private const int Entries = 1_000_000;
    private const int MostBytes = 200;

    [Fact]
    public void A_million_deadlines_take_at_most_200_bytes_each()
    {
        var random = new Random(1);
        var start = new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
        var shards = Enumerable.Range(0, WheelKeys.Shards).Select(_ => new Wheel()).ToArray();
        var bytes = new byte[16];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Entries; i++)
        {
            random.NextBytes(bytes);
            var id = new Guid(bytes);
            shards[WheelKeys.ShardOf(id)].Set(new DueFacts(id, 1, start.AddSeconds(random.Next(864_000))));
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Entries;
        Assert.Equal(Entries, shards.Sum(shard => shard.Count));
        Assert.InRange(each, 1, MostBytes);
        TestContext.Current.SendDiagnosticMessage($"{each:F0} bytes each");
    }
}
