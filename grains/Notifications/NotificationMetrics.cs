using System.Diagnostics.Metrics;

namespace AfterSales.Notifications;

/// <summary>Instruments of notifications on the meter <c>AfterSales</c>; tag <c>channel</c>, of which there are few.</summary>
internal sealed class NotificationMetrics
{
    private readonly Counter<long> _made;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _dead;

    public NotificationMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("AfterSales");
        _made = meter.CreateCounter<long>("aftersales.notifications.made", description: "Notifications stored.");
        _sent = meter.CreateCounter<long>("aftersales.notifications.sent", description: "Notifications handed over.");
        _failed = meter.CreateCounter<long>("aftersales.notifications.failed", description: "Attempts that failed and are repeated.");
        _dead = meter.CreateCounter<long>("aftersales.notifications.dead", description: "Notifications given up.");
    }

    public void Made(int notices) => _made.Add(notices);

    public void Sent(string channel) => Add(_sent, channel);

    public void Failed(string channel) => Add(_failed, channel);

    public void Dead(string channel) => Add(_dead, channel);

    private static void Add(Counter<long> counter, string channel) => counter.Add(1, new KeyValuePair<string, object?>("channel", channel));
}
