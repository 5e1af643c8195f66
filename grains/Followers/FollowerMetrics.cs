using System.Diagnostics.Metrics;

namespace AfterSales.Followers;

/// <summary>Instruments of the followers on the meter <c>AfterSales</c>; tag <c>follower</c> is the consumer's name.</summary>
internal sealed class FollowerMetrics
{
    private readonly Counter<long> _rows;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _repaired;
    private readonly Counter<long> _told;
    private readonly Counter<long> _parked;
    private readonly Gauge<long> _stillParked;

    public FollowerMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("AfterSales");
        _rows = meter.CreateCounter<long>("aftersales.follower.rows", description: "Rows of the log consumed.");
        _failures = meter.CreateCounter<long>("aftersales.follower.failures", description: "Slices that failed and were tried again.");
        _repaired = meter.CreateCounter<long>("aftersales.follower.repaired", description: "Rows of the read model folded from the log.");
        _told = meter.CreateCounter<long>("aftersales.follower.told", description: "Messages taken by orders, customers, queues, agents, cases and the wheel.");
        _parked = meter.CreateCounter<long>("aftersales.follower.parkings", description: "Rows and messages that a follower went on without.");
        _stillParked = meter.CreateGauge<long>("aftersales.follower.parked", description: "Rows and messages that wait to be tried again.");
    }

    public void Followed(string follower, int rows) => _rows.Add(rows, new KeyValuePair<string, object?>("follower", follower));

    public void Failed(string follower) => _failures.Add(1, new KeyValuePair<string, object?>("follower", follower));

    public void Repaired(int rows) => _repaired.Add(rows);

    public void Parked(string follower, int faults) => _parked.Add(faults, new KeyValuePair<string, object?>("follower", follower));

    public void StillParked(string follower, long faults) => _stillParked.Record(faults, new KeyValuePair<string, object?>("follower", follower));

    public void Told(int facts) => _told.Add(facts);
}
