using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AfterSales.Api.Metrics;

internal enum MetricType { Counter, Gauge, Histogram }

/// <summary>All series of one instrument.</summary>
internal sealed class MetricFamily
{
    /// <summary>Further tag sets share one series: a tag with endless values must not fill the memory.</summary>
    public const int MaxSeries = 200;

    private static readonly KeyValuePair<string, object?>[] Overflow = [new("overflow", "true")];

    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private static readonly double[] DefaultMilliseconds = [.. DefaultBounds.Select(bound => bound * 1000)];

    private readonly ConcurrentDictionary<MetricLabels, MetricSeries> _series = new(MetricLabels.Comparer);
    private readonly ConcurrentDictionary<MetricLabels, MetricSeries>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _lookup;
    private readonly bool _isAbsolute;

    public MetricFamily(Instrument instrument, MetricType type)
    {
        Type = type;
        Name = PrometheusNames.Of(instrument.Name, instrument.Unit, type);
        Description = instrument.Description;
        Bounds = type == MetricType.Histogram ? BoundsOf(instrument) : null;
        _isAbsolute = instrument.IsObservable || type == MetricType.Gauge && !PrometheusNames.IsUpDown(instrument);
        _lookup = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    public string Name { get; }

    public string? Description { get; }

    public MetricType Type { get; }

    public double[]? Bounds { get; }

    public IEnumerable<KeyValuePair<MetricLabels, MetricSeries>> Series => _series;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(tags);
        if (Type == MetricType.Histogram)
        {
            series.Observe(value);
        }
        else if (_isAbsolute)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }

    /// <summary>Before observing again: a series whose subject is gone must not go on for ever with its last value.</summary>
    public void Forget() => _series.Clear();

    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_lookup.TryGetValue(tags, out var known))
        {
            return known;
        }

        // Slightly more may slip in between concurrent first measurements, which is harmless.
        var labels = new MetricLabels(_series.Count < MaxSeries ? tags.ToArray() : Overflow);
        return _series.GetOrAdd(labels, static (_, bounds) => new MetricSeries(bounds), Bounds);
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } advised } => [.. advised],
        Histogram<long> { Advice.HistogramBucketBoundaries: { Count: > 0 } advised } => [.. advised],
        Histogram<int> { Advice.HistogramBucketBoundaries: { Count: > 0 } advised } => [.. advised],
        _ => instrument.Unit == "ms" ? DefaultMilliseconds : DefaultBounds,
    };
}
