using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AfterSales.Api.Metrics;

/// <summary>Listens to the instruments of known meters and keeps their series for the next scrape.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private static readonly string[] Meters =
        ["AfterSales", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Microsoft.Orleans"];

    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _scrape = new();

    public MetricsCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, key => new MetricFamily(key, PrometheusNames.TypeOf(key))));
            }
        };
        _listener.MeasurementsCompleted = (instrument, _) => _families.TryRemove(instrument, out MetricFamily? _);
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Everything as Prometheus text.</summary>
    public string Scrape()
    {
        lock (_scrape)
        {
            foreach (var (instrument, family) in _families)
            {
                if (instrument.IsObservable)
                {
                    family.Forget();
                }
            }

            _listener.RecordObservableInstruments();
            return PrometheusText.Write(_families.Values);
        }
    }

    public void Dispose() => _listener.Dispose();
}
