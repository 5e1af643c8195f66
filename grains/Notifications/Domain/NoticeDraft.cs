using AfterSales.Tickets;

namespace AfterSales.Notifications;

/// <summary>A row of a case's stream, as far as notifications are concerned.</summary>
internal sealed record NoticeRow(Guid TicketId, int Seq, DateTimeOffset At, string Actor, ImmutableArray<TicketEvent> Events);

/// <summary>The case when the row was looked at, at least in the row's version.</summary>
internal sealed record CaseFacts(
    Guid TicketId, string CustomerId, string? Owner, string? Assignee, TicketKind Kind, TicketStep Step, TicketPriority Priority)
{
    /// <summary>Of its lines; known only where the row reports a quality problem.</summary>
    public ImmutableArray<string> ProductCategories { get; init; } = [];
}

/// <summary>One message for one recipient by one channel; the same from the same log, however often it is read.</summary>
/// <param name="Id">Of row, event, recipient and channel.</param>
/// <param name="TicketId">The case.</param>
/// <param name="Recipient">A subject on its side, or the inbox of a role (<see cref="Recipients"/>).</param>
/// <param name="Channel">By its name.</param>
/// <param name="Event">The occasion.</param>
/// <param name="Template">Name of the words.</param>
/// <param name="At">When it happened, in business time.</param>
/// <param name="Urgent">Not put off by quiet hours.</param>
/// <param name="Values">For the template.</param>
internal sealed record NoticeDraft(
    Guid Id,
    Guid TicketId,
    Recipient Recipient,
    string Channel,
    string Event,
    string Template,
    DateTimeOffset At,
    bool Urgent,
    ImmutableDictionary<string, string> Values);
