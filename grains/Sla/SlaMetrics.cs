using System.Diagnostics.Metrics;

namespace AfterSales.Sla;

/// <summary>Instruments of the wheel on the meter <c>AfterSales</c>; tag <c>shard</c> is the shard's number.</summary>
internal sealed class SlaMetrics
{
    /// <summary>Fine around the goal of 1,500 ms (docs/performance.md): at the usual steps a case that is 1.1 s late counts as up to 2.5 s.</summary>
    private static readonly double[] Buckets =
        [25, 50, 100, 150, 200, 300, 400, 500, 600, 800, 1_000, 1_200, 1_500, 1_800, 2_200, 2_700, 3_500, 5_000, 7_500, 10_000, 30_000, 60_000, 300_000];

    private readonly Gauge<long> _entries;
    private readonly Gauge<long> _overdue;
    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _dropped;

    public SlaMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("AfterSales");
        _entries = meter.CreateGauge<long>("aftersales.sla.entries", description: "Cases that want to be woken some time.");
        _overdue = meter.CreateGauge<long>("aftersales.sla.overdue", description: "Of them due and not yet answered.");
        _lateness = meter.CreateHistogram<double>(
            "aftersales.sla.lateness", "ms", "From the time a case wanted to be woken at to its answer.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
        _failures = meter.CreateCounter<long>("aftersales.sla.failures", description: "Attempts to wake a case that led nowhere; it is woken again.");
        _dropped = meter.CreateCounter<long>("aftersales.sla.untold", description: "News that did not reach the wheel the fast way; the follower of the log tells.");
    }

    public void Holds(int shard, int entries, int overdue)
    {
        var tag = new KeyValuePair<string, object?>("shard", shard);
        _entries.Record(entries, tag);
        _overdue.Record(overdue, tag);
    }

    public void Woken(TimeSpan lateness) => _lateness.Record(Math.Max(0, lateness.TotalMilliseconds));

    public void Failed() => _failures.Add(1);

    public void Untold(int facts) => _dropped.Add(facts);
}
