namespace AfterSales.Api.Metrics;

/// <summary>One series: a number, or the buckets of a histogram.</summary>
internal sealed class MetricSeries(double[]? bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[bounds is null ? 0 : bounds.Length + 1];
    private double _value;

    public void Add(double value)
    {
        lock (_lock)
        {
            _value += value;
        }
    }

    public void Set(double value)
    {
        lock (_lock)
        {
            _value = value;
        }
    }

    public void Observe(double value)
    {
        // The first bucket whose upper bound is not below the value; beyond the last bound lies +Inf.
        var index = Array.BinarySearch(bounds!, value);
        index = index < 0 ? ~index : index;
        lock (_lock)
        {
            _buckets[index]++;
            _value += value;
        }
    }

    /// <summary>The number, or the sum and the buckets of a histogram, of one moment.</summary>
    public (double Value, long[] Buckets) Read()
    {
        lock (_lock)
        {
            return (_value, [.. _buckets]);
        }
    }
}
