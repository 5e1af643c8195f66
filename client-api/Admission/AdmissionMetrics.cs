using System.Diagnostics.Metrics;
using AfterSales.ReadModel;

namespace AfterSales.Api.Admission;

/// <summary>What is let in and what is not, on the one meter of the project.</summary>
internal sealed class AdmissionMetrics
{
    private readonly Counter<long> _turnedAway;

    public AdmissionMetrics(IMeterFactory meters, OpeningLimit openings, IReadLag lag)
    {
        var meter = meters.Create("AfterSales");
        _turnedAway = meter.CreateCounter<long>("aftersales.admission.turned_away", "{request}", "Requests answered 503 before any work was done, by lane.");
        meter.CreateObservableGauge("aftersales.admission.opening_limit", () => openings.Current, "{request}", "Openings that may be at work at once.");
        meter.CreateObservableGauge("aftersales.readmodel.lag", () => lag.Current.TotalMilliseconds, "ms", "How far lists may be behind.");
    }

    public void TurnedAway(Lane lane) => _turnedAway.Add(1, new KeyValuePair<string, object?>("lane", lane.ToString()));
}
