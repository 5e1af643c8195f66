using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Overload.Phases;

/// <summary>One phase of an overload run.</summary>
/// <param name="Name">Unique within the run.</param>
/// <param name="Times">How many times the sustainable rate arrives.</param>
/// <param name="From">First second.</param>
/// <param name="To">The second after the last.</param>
internal sealed record Phase(string Name, double Times, int From, int To);

/// <summary>The phases of a run, one after another: one plan, so that one audit covers all of them.</summary>
internal sealed record PhaseSchedule(double Rate, Phase Baseline, ImmutableArray<PhaseSchedule.Overload> Overloads)
{
    private const double RecoveryTimes = 0.5;

    public IEnumerable<Phase> Phases => [Baseline, .. Overloads.SelectMany(overload => new[] { overload.Above, overload.After })];

    /// <param name="rate">The sustainable one.</param>
    /// <param name="seconds">Of the baseline and of each overload.</param>
    /// <param name="recovery">Seconds of half the rate after each overload.</param>
    /// <param name="times">Heights of the overloads.</param>
    public static PhaseSchedule Of(double rate, int seconds, int recovery, params ImmutableArray<int> times)
    {
        var overloads = times.Select((height, index) =>
        {
            var from = seconds + (index * (seconds + recovery));
            return new Overload(
                new Phase($"x {height}", height, from, from + seconds),
                new Phase($"after x {height}", RecoveryTimes, from + seconds, from + seconds + recovery));
        });
        return new PhaseSchedule(rate, new Phase("baseline", 1, 0, seconds), [.. overloads]);
    }

    public ArrivalPlan Arrivals() => ArrivalPlan.InSteps([.. Phases.Select(phase => new ArrivalStep(Rate * phase.Times, phase.To - phase.From))]);

    /// <param name="Above">More than can be served.</param>
    /// <param name="After">Half of what can be served: here latency has to come back.</param>
    internal sealed record Overload(Phase Above, Phase After);
}
