using System.Diagnostics.Metrics;
using AfterSales.ReadModel;

namespace AfterSales.Api.Admission;

/// <summary>What is let in and what is not, on the one meter of the project.</summary>
internal sealed class AdmissionMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _turnedAway;

    public AdmissionMetrics(IMeterFactory meters, IReadLag lag)
    {
        _meter = meters.Create("AfterSales");
        _turnedAway = _meter.CreateCounter<long>("aftersales.admission.turned_away", "{request}", "Requests and items of batches answered 503 before anything was done, by lane.");
        _meter.CreateObservableGauge("aftersales.readmodel.lag", () => lag.Current.TotalMilliseconds, "ms", "How far lists may be behind.");
    }

    public void TurnedAway(Lane lane) => _turnedAway.Add(1, new KeyValuePair<string, object?>("lane", lane.ToString()));

    public void ObserveOpenings(Func<int> limit) =>
        _meter.CreateObservableGauge("aftersales.admission.opening_limit", limit, "{request}", "Openings that may be at work at once.");
}
