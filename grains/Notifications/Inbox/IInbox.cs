namespace AfterSales.Notifications;

/// <summary>
/// What people were told, as they read it. A caller reads his own notifications, on the sides of his roles, and those of his roles; what was read is kept per subject. Throws
/// <see cref="Log.LogUnavailableException"/> when the database is away. Repeating is safe.
/// </summary>
public interface IInbox
{
    /// <summary>Newest first.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="query">Which, and in which language.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<InboxPage> List(Caller caller, InboxQuery query, CancellationToken cancellationToken);

    /// <summary>False: there is none, or none that this caller may see.</summary>
    Task<bool> MarkRead(Caller caller, Guid id, CancellationToken cancellationToken);

    /// <summary>Everything that a list answers now; what becomes visible later is unread.</summary>
    Task MarkAllRead(Caller caller, CancellationToken cancellationToken);
}

/// <param name="Unread">Only what was not read.</param>
/// <param name="Before">Place of the last one seen; null for the newest.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
public sealed record InboxQuery(bool Unread, long? Before, int Limit, string Language);

/// <param name="Items">Newest first.</param>
/// <param name="Next">Place to go on from; null at the end.</param>
public sealed record InboxPage(ImmutableArray<InboxItem> Items, long? Next);

/// <param name="Id">Stable.</param>
/// <param name="Event">What happened.</param>
/// <param name="Title">In the language asked for.</param>
/// <param name="Body">In the language asked for.</param>
/// <param name="TicketId">The case.</param>
/// <param name="Number">The number people read out.</param>
/// <param name="At">When it happened.</param>
/// <param name="Read">By this caller.</param>
/// <param name="Urgent">A broken promise, or a case of the highest priority.</param>
public sealed record InboxItem(
    Guid Id, string Event, string Title, string Body, Guid TicketId, string Number, DateTimeOffset At, bool Read, bool Urgent);
