namespace AfterSales.LoadTests.Measuring;

/// <summary>What the garbage collector did in this process: pauses, collections of all generations, bytes allocated.</summary>
internal sealed record CollectorShare(TimeSpan Paused, int Collections, long AllocatedBytes)
{
    public static CollectorShare Read() => new(GC.GetTotalPauseDuration(), GC.CollectionCount(0), GC.GetTotalAllocatedBytes());

    public CollectorShare Since(CollectorShare before) =>
        new(Paused - before.Paused, Collections - before.Collections, AllocatedBytes - before.AllocatedBytes);

    public BenchResult ToResult(string during) => new($"collector during {during}")
    {
        Value = Paused.TotalMilliseconds,
        Unit = $"ms in {Collections} pauses, {AllocatedBytes >> 20} MB allocated",
    };
}
