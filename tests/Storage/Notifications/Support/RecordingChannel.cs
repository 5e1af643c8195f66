using System.Collections.Concurrent;
using AfterSales.Notifications;

namespace AfterSales.Tests.Storage.Notifications;

/// <summary>A further channel, as somebody else would add one.</summary>
internal sealed class RecordingChannel : INotificationChannel
{
    public ConcurrentQueue<Guid> Delivered { get; } = new();

    public string Name => "recorder";

    public bool IsOn => true;

    public bool IsStored => false;

    public TimeSpan LongestDelivery => TimeSpan.FromSeconds(1);

    public bool Reaches(Contact? contact, string occasion) => contact is not null;

    public Task<Delivery> Deliver(OutboxNotice notice, Contact contact, CancellationToken cancellationToken)
    {
        Delivered.Enqueue(notice.Id);
        return Task.FromResult(Delivery.Sent);
    }
}
