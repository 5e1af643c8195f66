using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Overload.Phases;
using AfterSales.LoadTests.Overload.Reporting;
using AfterSales.LoadTests.Peak.Reporting;

namespace AfterSales.Tests.LoadTests.Overload;

public sealed class OverloadGoalsTests
{
    private static readonly Percentiles Fast = new(5, 10, 50, 60, 80);

    [Fact]
    public void A_run_that_sheds_load_and_recovers_holds() => Assert.True(Report().Held, string.Join("; ", Missed(Report())));

    [Fact]
    public void Goodput_is_to_stay_at_four_fifths_of_the_baseline_at_twice_and_at_half_at_five_times_the_rate()
    {
        Assert.StartsWith("x 2: goodput", Assert.Single(Missed(Report(twice: one => one with { Share = 0.79 }))), StringComparison.Ordinal);
        Assert.StartsWith("x 5: goodput", Assert.Single(Missed(Report(five: one => one with { Share = 0.49 }))), StringComparison.Ordinal);
        Assert.True(Report(five: one => one with { Share = 0.79 }).Held);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(11.0)]
    public void Recovery_is_to_come_within_ten_seconds(double? after) =>
        Assert.StartsWith("x 5: p99 back", Assert.Single(Missed(Report(five: one => one with { RecoveredAfter = after }))), StringComparison.Ordinal);

    [Theory]
    [InlineData("timeout", 1)]
    [InlineData("http-500", 1)]
    [InlineData("503 without Retry-After", 1)]
    [InlineData("429", 0)]
    [InlineData("503", 0)]
    public void Nobody_is_left_without_an_answer_and_nobody_turned_away_without_a_time(string kind, int missed) => Assert.Equal(
        missed,
        Missed(Report(twice: one => one with { Above = one.Above with { Errors = ImmutableSortedDictionary<string, long>.Empty.Add(kind, 3) } })).Count());

    [Fact]
    public void A_fault_of_the_auditor_growing_memory_late_promises_and_a_busy_driver_are_each_a_missed_goal()
    {
        Assert.False((Report() with { Audit = new AuditVerdict { Faults = ImmutableSortedDictionary<string, long>.Empty.Add(AuditKinds.Lost, 1) } }).Held);
        Assert.False(Report(five: one => one with { Above = one.Above with { Megabytes = 700 } }).Held);
        Assert.False(Report(five: one => one with { Above = one.Above with { SlaLateness = 1_501 } }).Held);
        Assert.False(Report(five: one => one with { Above = one.Above with { DriverCores = 0.96 } }).Held);
        Assert.False(Report(five: one => one with { Above = one.Above with { Actions = Fast with { P99 = 1_001 } } }).Held);
    }

    private static IEnumerable<string> Missed(OverloadReport report) => report.Goals.Where(goal => !goal.Met).Select(goal => goal.Name);

    private static OverloadReport Report(Func<OverloadFigures, OverloadFigures>? twice = null, Func<OverloadFigures, OverloadFigures>? five = null)
    {
        var (two, more) = (Figures(2, "x 2"), Figures(5, "x 5"));
        return new OverloadReport(1, MachineFacts.Read(), 100)
        {
            Baseline = Phase("baseline"),
            Overloads = [twice?.Invoke(two) ?? two, five?.Invoke(more) ?? more],
            NormalP99 = 100,
            Audit = new AuditVerdict(),
        };
    }

    private static OverloadFigures Figures(int times, string name) => new(times, Phase(name), Phase($"after {name}"), Share: 0.9, RecoveredAfter: 1);

    private static PhaseFigures Phase(string name) => new(name, 100, 100, 500) { Actions = Fast, Opens = Fast, Megabytes = 300, SlaLateness = 200, DriverCores = 0.4, SentShare = 1 };
}
