using System.Diagnostics.Metrics;

namespace AfterSales.Live;

/// <summary>Instruments of the live feed on the meter <c>AfterSales</c>.</summary>
internal sealed class LiveMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _resets;

    public LiveMetrics(IMeterFactory factory)
    {
        _meter = factory.Create("AfterSales");
        _delivered = _meter.CreateCounter<long>("aftersales.live.delivered", "{event}", "Events handed to subscribers.");
        _dropped = _meter.CreateCounter<long>("aftersales.live.dropped", "{subscriber}", "Subscribers dropped because they read too slowly.");
        _resets = _meter.CreateCounter<long>("aftersales.live.resets", "{subscriber}", "Resumed too far back to be caught up.");
    }

    public void Delivered() => _delivered.Add(1);

    public void Dropped() => _dropped.Add(1);

    public void Reset() => _resets.Add(1);

    public void ObserveSubscribers(Func<int> count) =>
        _meter.CreateObservableGauge("aftersales.live.subscribers", count, "{subscriber}", "Readers of live streams in this process.");
}
