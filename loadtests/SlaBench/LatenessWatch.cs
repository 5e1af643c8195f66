using System.Diagnostics.Metrics;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.SlaBench;

/// <summary>Listens to the product's own histogram: from the time a case wanted to be woken at to its answer, which comes after the commit.</summary>
internal sealed class LatenessWatch : IDisposable
{
    private readonly MeterListener _listener = new();
    private LatencyHistogram _seen = new();

    public LatenessWatch()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "AfterSales", Name: "aftersales.sla.lateness" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, lateness, _, _) => Volatile.Read(ref _seen).Record(TimeSpan.FromMilliseconds(lateness)));
        _listener.Start();
    }

    /// <summary>Since the last <see cref="Begin"/>.</summary>
    public LatencyHistogram Seen => Volatile.Read(ref _seen);

    public void Begin() => Volatile.Write(ref _seen, new LatencyHistogram());

    public async Task<bool> Reaches(long count, TimeSpan patience)
    {
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        while (Seen.Count < count)
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(since) > patience)
            {
                return false;
            }

            await Task.Delay(20);
        }

        return true;
    }

    public void Dispose() => _listener.Dispose();
}
