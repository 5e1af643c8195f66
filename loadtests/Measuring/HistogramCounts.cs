namespace AfterSales.LoadTests.Measuring;

/// <summary>A histogram as it crosses processes: only the buckets that hold something.</summary>
/// <param name="Buckets">Indexes of <see cref="LatencyHistogram"/>, rising.</param>
/// <param name="Counts">How many values lie in each of them.</param>
/// <param name="MaxNanoseconds">The largest value.</param>
internal sealed record HistogramCounts(ImmutableArray<int> Buckets, ImmutableArray<long> Counts, long MaxNanoseconds)
{
    public static HistogramCounts Empty { get; } = new([], [], 0);
}
