namespace AfterSales.Policies;

/// <summary>What a draft of the promises, or of the deadlines that decide, would have done in a period, against what was.</summary>
/// <param name="From">Begin of the period.</param>
/// <param name="To">Its end: now.</param>
/// <param name="Cases">Cases looked at: those that ran in the period, wherever they began.</param>
/// <param name="CutOff">There were more than are looked at; these are the ones that something happened to last.</param>
/// <param name="Clocks">For a draft of <c>sla</c>, by name of the promise; empty otherwise.</param>
/// <param name="Deadlines">For a draft of <c>deadlines</c>, by rule; empty otherwise.</param>
public sealed record PromiseSimulationResult(
    DateTimeOffset From,
    DateTimeOffset To,
    int Cases,
    bool CutOff,
    ImmutableSortedDictionary<string, ClockComparison> Clocks,
    ImmutableSortedDictionary<string, DeadlineComparison> Deadlines);

/// <param name="Was">What really was.</param>
/// <param name="WouldBe">What would have been.</param>
/// <param name="NewlyBreached">Cases in which this promise was kept and would have been broken.</param>
/// <param name="NoLongerBreached">Cases in which it was broken and would have been kept.</param>
public sealed record ClockComparison(ClockTally Was, ClockTally WouldBe, ChangedCases NewlyBreached, ChangedCases NoLongerBreached);

/// <param name="Activated">Promises given.</param>
/// <param name="WarnedByPercent">Warnings by percent of the target.</param>
/// <param name="Breached">Promises broken.</param>
public sealed record ClockTally(int Activated, ImmutableSortedDictionary<int, int> WarnedByPercent, int Breached);

/// <param name="Was">What really was.</param>
/// <param name="WouldBe">What would have been.</param>
/// <param name="NewlyDecided">Cases that silence would have decided by this rule and did not.</param>
/// <param name="NoLongerDecided">Cases that silence decided by this rule and would not have.</param>
public sealed record DeadlineComparison(DeadlineTally Was, DeadlineTally WouldBe, ChangedCases NewlyDecided, ChangedCases NoLongerDecided);

/// <param name="Decided">Deadlines that took effect.</param>
/// <param name="ByEffect">The same by what silence decided.</param>
public sealed record DeadlineTally(int Decided, ImmutableSortedDictionary<string, int> ByEffect);

/// <param name="Count">How many cases.</param>
/// <param name="Examples">At most 20 of them.</param>
public sealed record ChangedCases(int Count, ImmutableArray<Guid> Examples);
