using System.Diagnostics.Metrics;

namespace AfterSales.Log;

/// <summary>What the log tells about itself, on the one meter of the project.</summary>
internal sealed class LogMetrics
{
    private readonly Counter<long> _appended;
    private readonly Histogram<int> _batchRows;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _overloads;
    private readonly Meter _meter;

    public LogMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("AfterSales");
        _appended = _meter.CreateCounter<long>("aftersales.log.appended", "{row}", "Rows committed to the event log.");
        _batchRows = _meter.CreateHistogram<int>("aftersales.log.batch_rows", "{row}", "Rows per committed statement.");
        _conflicts = _meter.CreateCounter<long>("aftersales.log.conflicts", "{row}", "Appends refused because another writer holds the version.");
        _overloads = _meter.CreateCounter<long>("aftersales.log.overloads", "{row}", "Appends refused because the queue was full.");
    }

    public void Appended(int rows)
    {
        _appended.Add(rows);
        _batchRows.Record(rows);
    }

    public void Conflicted() => _conflicts.Add(1);

    public void Overloaded() => _overloads.Add(1);

    public void ObserveQueue(Func<int> length) =>
        _meter.CreateObservableGauge("aftersales.log.queue_length", length, "{row}", "Appends admitted and not yet answered.");
}
