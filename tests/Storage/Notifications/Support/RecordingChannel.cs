using System.Collections.Concurrent;
using AfterSales.Notifications;

namespace AfterSales.Tests.Storage.Notifications;

/// <summary>A further channel, as somebody else would add one.</summary>
internal sealed class RecordingChannel(Func<CancellationToken, Task>? during = null) : INotificationChannel
{
    public ConcurrentQueue<Guid> Delivered { get; } = new();

    public string Name => "recorder";

    public bool IsOn => true;

    public bool IsStored => false;

    public TimeSpan LongestDelivery => TimeSpan.FromSeconds(20);

    public bool Reaches(Contact? contact, string occasion) => contact is not null;

    public async Task<Delivery> Deliver(OutboxNotice notice, Contact contact, CancellationToken cancellationToken)
    {
        Delivered.Enqueue(notice.Id);
        await (during?.Invoke(cancellationToken) ?? Task.CompletedTask);
        return Delivery.Sent;
    }
}
