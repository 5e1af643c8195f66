using System.Diagnostics.Metrics;

namespace AfterSales.Webhooks;

/// <summary>Instruments of webhooks on the meter <c>AfterSales</c>; tag <c>outcome</c> is one of a dozen words, never an address or an endpoint.</summary>
internal sealed class WebhookMetrics
{
    private readonly Counter<long> _enqueued;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _dead;
    private readonly Histogram<double> _duration;
    private readonly Gauge<double> _oldest;

    public WebhookMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("AfterSales");
        _enqueued = meter.CreateCounter<long>("aftersales.webhooks.enqueued", "{delivery}", "Deliveries put into the outbox.");
        _attempts = meter.CreateCounter<long>("aftersales.webhooks.attempts", "{attempt}", "Attempts by outcome.");
        _dead = meter.CreateCounter<long>("aftersales.webhooks.dead", "{delivery}", "Deliveries given up, after the last attempt or for their age.");
        _duration = meter.CreateHistogram<double>("aftersales.webhooks.duration", "s", "Time of one attempt.");
        _oldest = meter.CreateGauge<double>("aftersales.webhooks.oldest_pending", "s", "Age of the oldest delivery that is pending.");
    }

    public void Enqueued(int deliveries) => _enqueued.Add(deliveries);

    public void Attempted(string outcome, TimeSpan took)
    {
        _attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _duration.Record(took.TotalSeconds);
    }

    public void Died(int deliveries) => _dead.Add(deliveries);

    public void Oldest(TimeSpan age) => _oldest.Record(age.TotalSeconds);
}
