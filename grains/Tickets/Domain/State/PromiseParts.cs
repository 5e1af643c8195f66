using AfterSales.Deadlines;

namespace AfterSales.Tickets;

/// <summary>Who is awaited until when.</summary>
/// <param name="Rule">Rule that set it.</param>
/// <param name="Party">Who is awaited.</param>
/// <param name="At">Until when, extensions included.</param>
/// <param name="Effect">What silence decides.</param>
/// <param name="PolicyVersion">Version of the policy that set it.</param>
/// <param name="SetAt">Extensions asked for later than this concern it.</param>
/// <param name="Extensions">That were added to it.</param>
internal sealed record TicketDeadline(
    string Rule,
    DeadlineParty Party,
    DateTimeOffset At,
    DeadlineEffect Effect,
    int PolicyVersion,
    DateTimeOffset SetAt,
    ImmutableArray<AddedExtension> Extensions);

internal readonly record struct AddedExtension(Guid Id, TimeSpan By);
