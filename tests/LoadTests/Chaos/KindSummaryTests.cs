using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Chaos.Reporting;
using AfterSales.LoadTests.Chaos.Scheduling;
using AfterSales.LoadTests.Chaos.Timing;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.Tests.LoadTests.Chaos;

public sealed class KindSummaryTests
{
    [Fact]
    public void Times_come_from_runs_in_which_the_fault_was_alone_and_findings_from_all()
    {
        var summary = Assert.Single(KindSummary.Of([Run(1, lastError: 2), Run(2, lastError: 9, alone: false, lost: 3), Run(3, lastError: 4), Run(4, null)]));

        Assert.Equal((4, 3, 1), (summary.Runs, summary.Alone, summary.WithoutErrors));
        Assert.Equal(new Spread(2, 4), summary.LastError);
        Assert.Equal(3, summary.Found[AuditKinds.Lost]);
    }

    [Fact]
    public void A_run_that_broke_off_or_did_not_throw_all_its_faults_has_not_passed()
    {
        var whole = Run(1, lastError: 1);

        Assert.True(whole.Passed);
        Assert.False((whole with { Verdict = null, Failure = "gone" }).Passed);
        Assert.False((whole with { Faults = [] }).Passed);
        Assert.Equal(1, Assert.Single(KindSummary.Of([whole with { Verdict = null, Failure = "gone" }])).BrokenOff);
    }

    [Fact]
    public void A_run_whose_fault_hit_nothing_has_neither_passed_nor_failed_and_its_times_do_not_count()
    {
        var run = Run(1, lastError: 1);
        var idle = run with { Faults = [run.Faults[0] with { Fault = run.Faults[0].Fault with { Happened = false } }] };

        Assert.Equal((false, false, false), (idle.Passed, idle.Failed, idle.Proven));
        var kind = Assert.Single(KindSummary.Of([idle]));
        Assert.Equal((1, 0, 1), (kind.Runs, kind.Alone, kind.NotHappened));
        Assert.Equal((false, 1), (new ChaosReport(1, MachineFacts.Read(), [run, idle]).Passed, new ChaosReport(1, MachineFacts.Read(), [run, idle]).NotProven));
    }

    [Fact]
    public void The_goal_is_measured_on_the_worst_run()
    {
        var report = new ChaosReport(1, MachineFacts.Read(), [Run(1, lastError: 3), Run(2, lastError: 6.5)]);

        var goal = Assert.Single(report.Goals, goal => goal.Name.StartsWith("one silo", StringComparison.Ordinal));

        Assert.Equal((6.5, false), (goal.Measured, goal.Met));
        Assert.DoesNotContain(report.Goals, other => other.Name.StartsWith("all processes", StringComparison.Ordinal));
    }

    [Fact]
    public void What_never_served_again_misses_its_goal_and_so_do_errors_whose_end_was_not_seen()
    {
        var never = Goal("all processes", new FaultTimes(0.1, null, 20, 19.9, None) { NeverServed = true }, "kill-all");
        var cut = Goal("one silo", new FaultTimes(0.1, 0.2, 5, 0, None) { Cut = true }, "kill-one");

        Assert.Equal((19.9, false), (never.Measured, never.Met));
        Assert.Contains("1 never served", never.Goal, StringComparison.Ordinal);
        Assert.Equal((5, false), (cut.Measured, cut.Met));
        Assert.True(Goal("one silo", new FaultTimes(0.1, 0.2, 5, 0, None), "kill-one").Met);
    }

    private static readonly ImmutableSortedDictionary<string, long> None = ImmutableSortedDictionary<string, long>.Empty;

    private static BenchGoal Goal(string name, FaultTimes times, string fault)
    {
        var run = Run(1, lastError: 1);
        run = run with { Planned = [run.Planned[0] with { Name = fault }], Faults = [run.Faults[0] with { Fault = run.Faults[0].Fault with { Name = fault }, Times = times }] };
        return Assert.Single(new ChaosReport(1, MachineFacts.Read(), [run]).Goals, goal => goal.Name.StartsWith(name, StringComparison.Ordinal));
    }

    private static RunOutcome Run(int seed, double? lastError, bool alone = true, long lost = 0)
    {
        var times = new FaultTimes(lastError is null ? null : 0.1, lastError is null ? null : 0.2, lastError, 0, ImmutableSortedDictionary<string, long>.Empty);
        var thrown = new FaultOutcome(new ThrownFault("kill-one", 3, 4, "silo2"), times) { Alone = alone };
        return new RunOutcome(seed, [new PlannedFault("kill-one", 3, 0, 0.5)], [thrown])
        {
            Verdict = new AuditVerdict { Faults = ImmutableSortedDictionary<string, long>.Empty.Add(AuditKinds.Lost, lost) },
        };
    }
}
