using System.Numerics;

namespace AfterSales.LoadTests.Measuring;

/// <summary>
/// Latencies in buckets that grow with the value: exact below 256 ns, within 0.8 % above, up to two hours, in 40 KB whatever the number
/// of values. Recording is lock-free; percentiles are read when recording is over.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 7;
    private const long MaxNanoseconds = 1L << 43;
    private readonly long[] _counts = new long[IndexOf(MaxNanoseconds) + 1];
    private long _max;

    public long Count
    {
        get
        {
            var total = 0L;
            foreach (var count in _counts)
            {
                total += count;
            }

            return total;
        }
    }

    public TimeSpan Max => TimeSpan.FromTicks(_max / TimeSpan.NanosecondsPerTick);

    public void Record(TimeSpan latency) => RecordNanoseconds(latency.Ticks * TimeSpan.NanosecondsPerTick);

    public void RecordNanoseconds(long nanoseconds)
    {
        var value = Math.Clamp(nanoseconds, 0, MaxNanoseconds);
        Interlocked.Increment(ref _counts[IndexOf(value)]);
        var seen = Volatile.Read(ref _max);
        while (value > seen)
        {
            var before = Interlocked.CompareExchange(ref _max, value, seen);
            if (before == seen)
            {
                break;
            }

            seen = before;
        }
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        _max = Math.Max(_max, other._max);
    }

    public void Add(HistogramCounts other)
    {
        for (var i = 0; i < other.Buckets.Length; i++)
        {
            _counts[other.Buckets[i]] += other.Counts[i];
        }

        _max = Math.Max(_max, other.MaxNanoseconds);
    }

    public HistogramCounts ToCounts()
    {
        int[] filled = [.. Enumerable.Range(0, _counts.Length).Where(index => _counts[index] > 0)];
        return new HistogramCounts([.. filled], [.. filled.Select(index => _counts[index])], _max);
    }

    /// <summary>The smallest recorded value (upper edge of its bucket) that at least <paramref name="share"/> of all values do not exceed.</summary>
    /// <param name="share">0 to 1, e.g. 0.99.</param>
    public TimeSpan Percentile(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(Count * share));
        var seen = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
            {
                return TimeSpan.FromTicks(Math.Min(UpperEdge(i), _max) / TimeSpan.NanosecondsPerTick);
            }
        }

        return TimeSpan.Zero;
    }

    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - SubBucketBits);
        return (shift << SubBucketBits) + (int)(value >> shift);
    }

    private static long UpperEdge(int index)
    {
        var shift = Math.Max(0, (index >> SubBucketBits) - 1);
        var mantissa = index - (shift << SubBucketBits);
        return ((mantissa + 1L) << shift) - 1;
    }
}
