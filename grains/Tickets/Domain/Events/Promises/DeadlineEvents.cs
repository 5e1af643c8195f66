using AfterSales.Deadlines;

namespace AfterSales.Tickets;

/// <summary>What happens to a deadline that decides; what it decides are events of the case.</summary>
internal interface IDeadlineEvent : IPromiseEvent;

/// <summary>Somebody is awaited from here on. Holds all that is needed to decide later, whatever the policy says by then.</summary>
/// <param name="Rule">Rule that set it.</param>
/// <param name="Party">Who is awaited.</param>
/// <param name="At">Until when.</param>
/// <param name="Effect">What silence decides in this case; already the escalation where the rule's own effect is not possible.</param>
/// <param name="PolicyVersion">Version of the deadline policy.</param>
internal sealed record DeadlineSet(string Rule, DeadlineParty Party, DateTimeOffset At, DeadlineEffect Effect, int PolicyVersion) : TicketEvent, IDeadlineEvent;

/// <summary>
/// Nobody acted in time: what silence decided follows in the same row. <paramref name="Effect"/> is what was decided, also where the deadline had
/// announced something that was not possible any more.
/// </summary>
internal sealed record DeadlineExpired(string Rule, DeadlineParty Party, DeadlineEffect Effect, DateTimeOffset Due) : TicketEvent, IDeadlineEvent;

/// <summary>Put off by an extension; <paramref name="At"/> is the new time.</summary>
internal sealed record DeadlineExtended(Guid Extension, TimeSpan Extra, DateTimeOffset At, string RequestedBy) : TicketEvent, IDeadlineEvent;

/// <summary>An extension was taken back; <paramref name="At"/> is the new time.</summary>
internal sealed record DeadlineExtensionUndone(Guid Extension, DateTimeOffset At) : TicketEvent, IDeadlineEvent;

/// <summary>Nobody answered: the case is closed and may be reopened.</summary>
internal sealed record ClosedBySilence : TicketEvent;

/// <summary>The rejection was not disputed: it stands, and the warehouse sends the goods back.</summary>
internal sealed record SendBackDecided : TicketEvent;
