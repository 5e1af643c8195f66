using AfterSales.Deadlines;
using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>
/// One promise. Holds what was consumed and since when it runs, so that a change of target keeps it; <paramref name="Due"/> follows from these and is kept
/// because a calendar may change.
/// </summary>
/// <param name="Name">Of its definition.</param>
/// <param name="Type">SLA or OLA.</param>
/// <param name="Status">What it does.</param>
/// <param name="Target">Promised business time.</param>
/// <param name="Calendar">Whose business time; null: around the clock.</param>
/// <param name="Consumed">Until it ran last, or stopped.</param>
/// <param name="RunningSince">Null while it does not run.</param>
/// <param name="Due">When it breaches; null while it does not run.</param>
/// <param name="Warnings">Still to come, in order.</param>
/// <param name="Warned">Highest percent given; 0: none.</param>
/// <param name="BreachedAt">When the promise was broken (not when that was noticed); stays.</param>
/// <param name="Policy">Version of the policy that set the target.</param>
internal sealed record TicketClock(
    string Name,
    SlaType Type,
    ClockStatus Status,
    TimeSpan Target,
    string? Calendar,
    TimeSpan Consumed,
    DateTimeOffset? RunningSince,
    DateTimeOffset? Due,
    ImmutableArray<WarningAt> Warnings,
    int Warned,
    DateTimeOffset? BreachedAt,
    int Policy);

internal readonly record struct WarningAt(int Percent, DateTimeOffset At);

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
