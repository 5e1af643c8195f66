namespace AfterSales.Notifications;

/// <summary>
/// A way to reach somebody. Register a further one as a singleton of this interface (<see cref="NotificationsRegistration.AddNotificationChannel"/>) and
/// name it in the rules of the policy.
/// </summary>
internal interface INotificationChannel
{
    /// <summary>As rules name it, 1-64 of <c>[a-z0-9-]</c>; stored, so never changed.</summary>
    string Name { get; }

    /// <summary>Off: no notification is made for it. Constant while the process runs.</summary>
    bool IsOn { get; }

    /// <summary>Delivered by being stored; <see cref="Deliver"/> is not called.</summary>
    bool IsStored { get; }

    /// <summary>No delivery takes longer; so long a notification under way is left alone by others, and a stop waits for it.</summary>
    TimeSpan LongestDelivery { get; }

    /// <summary>Whether this recipient can be and wants to be reached this way; without a contact only a channel that needs none.</summary>
    bool Reaches(Contact? contact, string occasion);

    /// <summary>
    /// Hands one notification over. At least once: it comes again when its record was lost, under the same id. Quiet hours have been kept.
    /// Never throws for what the other side answers.
    /// </summary>
    /// <param name="notice">What.</param>
    /// <param name="contact">Of the recipient; an empty one where there is none.</param>
    /// <param name="cancellationToken">Ends it some time after <see cref="LongestDelivery"/>, and not when the process stops: nobody could tell whether it was taken.</param>
    Task<Delivery> Deliver(OutboxNotice notice, Contact contact, CancellationToken cancellationToken);
}

/// <summary>A notification on its way out.</summary>
/// <param name="Id">The same for every attempt.</param>
/// <param name="Recipient">Who is told.</param>
/// <param name="Content">What.</param>
/// <param name="At">When it happened, in business time.</param>
/// <param name="Urgent">Not put off by quiet hours.</param>
/// <param name="Attempts">That failed.</param>
internal sealed record OutboxNotice(Guid Id, Recipient Recipient, NoticeContent Content, DateTimeOffset At, bool Urgent, int Attempts);

/// <param name="Kind">What became of it.</param>
/// <param name="Code">Of a failure: stable, without personal data.</param>
internal readonly record struct Delivery(DeliveryKind Kind, string? Code = null)
{
    public static Delivery Sent { get; } = new(DeliveryKind.Sent);

    public static Delivery Retry(string code) => new(DeliveryKind.Retry, code);

    /// <summary>The other side is away as a whole: the next notifications can wait too.</summary>
    public static Delivery Away(string code) => new(DeliveryKind.Away, code);

    public static Delivery Dead(string code) => new(DeliveryKind.Dead, code);
}

internal enum DeliveryKind { Sent, Retry, Away, Dead }
