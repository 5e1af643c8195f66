using AfterSales.Policies;
using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>What time does to a case and what is promised in it: no command of anybody.</summary>
internal interface IPromiseEvent;

/// <summary>A case from before promises were kept gets its clocks and its deadline, counted from here: an upgrade breaks no promise.</summary>
internal sealed record PromisesAdopted : TicketEvent, IPromiseEvent;

/// <summary>So much of a promise's time is used up.</summary>
/// <param name="Clock">Name of its definition.</param>
/// <param name="Percent">Which warning.</param>
/// <param name="Due">When the promise would be broken.</param>
/// <param name="Actions">What the ladder does about it; stored, so that whoever is to be told is told whatever the policy says today.</param>
internal sealed record SlaWarned(string Clock, int Percent, DateTimeOffset Due, ImmutableArray<LadderAction> Actions) : TicketEvent, IPromiseEvent;

/// <summary>A promise was broken at <paramref name="Due"/>, whenever that was noticed. Once per clock, and it stays.</summary>
internal sealed record SlaBreached(string Clock, SlaType Type, DateTimeOffset Due, ImmutableArray<LadderAction> Actions) : TicketEvent, IPromiseEvent;

/// <summary>A lead has to look at it.</summary>
/// <param name="Cause">Name of the clock or of the deadline's rule.</param>
internal sealed record CaseEscalated(string Cause) : TicketEvent, IPromiseEvent;
