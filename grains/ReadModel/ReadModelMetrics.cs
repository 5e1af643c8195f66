using System.Diagnostics.Metrics;

namespace AfterSales.ReadModel;

/// <summary>Instruments of the read model on the meter <c>AfterSales</c>; tag <c>set</c> is <c>tickets</c> or <c>orders</c>.</summary>
internal sealed class ReadModelMetrics
{
    private readonly Counter<long> _flushed;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _duration;

    public ReadModelMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("AfterSales");
        _flushed = meter.CreateCounter<long>("aftersales.readmodel.rows", description: "Rows written to the read model by the fast path.");
        _dropped = meter.CreateCounter<long>("aftersales.readmodel.dropped", description: "Changed rows left to the follower.");
        _failures = meter.CreateCounter<long>("aftersales.readmodel.failures", description: "Batches that could not be written.");
        _duration = meter.CreateHistogram<double>("aftersales.readmodel.flush", "ms", "Time to write a batch.");
    }

    public void Flushed(string set, int rows, TimeSpan duration)
    {
        _flushed.Add(rows, new KeyValuePair<string, object?>("set", set));
        _duration.Record(duration.TotalMilliseconds, new KeyValuePair<string, object?>("set", set));
    }

    public void Dropped(string set, int rows) => _dropped.Add(rows, new KeyValuePair<string, object?>("set", set));

    public void Failed(string set) => _failures.Add(1, new KeyValuePair<string, object?>("set", set));
}
