using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.SlaBench;

/// <summary>What a run measured, and what the project wants of it.</summary>
internal sealed class SlaFigures
{
    private const string FullName = "commands alone, full rate";
    private const double GoalBytes = 200;
    private const double GoalRebuildSeconds = 15;
    private const double GoalLatenessMilliseconds = 1_500;

    public Round SingleRow { get; set; } = null!;

    public double BytesEach { get; set; }

    public TimeSpan Rebuild { get; set; }

    public Round WhileRebuilding { get; set; } = null!;

    public Round Full { get; set; } = null!;

    public Round Steady { get; set; } = null!;

    public LatencyHistogram Lateness { get; set; } = null!;

    public TimeSpan Drain { get; set; }

    public Round WhileDraining { get; set; } = null!;

    public double AfterBurstP99 { get; set; }

    public double RowsWith { get; set; }

    public double RowsWithout { get; set; }

    public ImmutableArray<BenchResult> Results(string reference) =>
    [
        new("memory of an entry of the wheel") { Value = Math.Round(BytesEach), Unit = "bytes" },
        new("rebuild of all shards, from the start of the process") { Value = Math.Round(Rebuild.TotalSeconds, 2), Unit = "s" },
        Rounds.Summarize("commands while the wheel is rebuilt", [WhileRebuilding], FullName, [Full]),
        Rounds.Summarize(FullName, [Full], reference, [SingleRow]),
        Rounds.Summarize("commands at half of it, in steady state", [Steady]),
        new("lateness") { P50 = Of(Lateness, 0.5), P99 = Of(Lateness, 0.99), Value = Of(Lateness, 0.95), Unit = "ms (p95)" },
        new("lateness, the latest") { Value = Math.Round(Lateness.Max.TotalMilliseconds, 1), Unit = "ms" },
        new("burst drained after") { Value = Math.Round(Drain.TotalSeconds, 2), Unit = "s" },
        Rounds.Summarize("commands during the burst", [WhileDraining]),
        new("lateness p99 of what is due after the burst") { Value = Math.Round(AfterBurstP99, 1), Unit = "ms" },
        new("rows of the log a command, with promises") { Value = Math.Round(RowsWith, 4), Unit = "rows" },
        new("rows of the log a command, without") { Value = Math.Round(RowsWithout, 4), Unit = "rows" },
    ];

    public ImmutableArray<BenchGoal> Goals() =>
    [
        new("memory of an entry, bytes", "at most 200", BytesEach, BytesEach <= GoalBytes),
        new("rebuild, s", "at most 15", Rebuild.TotalSeconds, Rebuild.TotalSeconds <= GoalRebuildSeconds),
        new("lateness p99, ms", "at most 1,500", Of(Lateness, 0.99), Of(Lateness, 0.99) <= GoalLatenessMilliseconds),
        new("rows added to a command by promises", "none", RowsWith - RowsWithout, Math.Abs(RowsWith - RowsWithout) < 0.001),
    ];

    private static double Of(LatencyHistogram histogram, double share) => histogram.Percentile(share).TotalMilliseconds;
}
