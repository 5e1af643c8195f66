namespace AfterSales.Notifications;

/// <summary>The inbox that everybody has.</summary>
internal sealed class InboxChannel : INotificationChannel
{
    public const string ChannelName = "inbox";

    public string Name => ChannelName;

    public bool IsOn => true;

    public bool IsStored => true;

    public TimeSpan LongestDelivery => TimeSpan.Zero;

    public bool Reaches(Contact? contact, string occasion) => true;

    public Task<Delivery> Deliver(OutboxNotice notice, Contact contact, CancellationToken cancellationToken) => Task.FromResult(Delivery.Sent);
}
