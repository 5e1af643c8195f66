using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary>What a run measured, and what the project wants of it.</summary>
internal sealed class RoutingFigures
{
    private const string FewName = "open, assign, finish; 1,000 waiting";
    private const double GoalRate = 5_000;
    private const double GoalDecisionMilliseconds = 5;
    private const double GoalPullMilliseconds = 20;
    private const double GoalCost = 1.5;
    private const double GoalWaitError = 0.3;

    public List<Round> SingleRow { get; } = [];

    public List<Round> Bursts { get; } = [];

    public List<Round> Few { get; } = [];

    public List<Round> Many { get; } = [];

    public Round Pull { get; set; } = null!;

    public CollectorShare PullCollector { get; set; } = null!;

    public Round Decisions { get; set; } = null!;

    public double[] WaitErrors { get; set; } = [];

    public ImmutableArray<BenchResult> Results(string reference) =>
    [
        Rounds.Summarize("assignments from a backlog", Bursts, reference, SingleRow),
        Rounds.Summarize(FewName, Few),
        Rounds.Summarize("open, assign, finish; large backlog", Many, FewName, Few),
        Rounds.Summarize("finish to next assignment, at half of the rate above", [Pull]),
        PullCollector.ToResult("the run above"),
        Rounds.Summarize("decision of a shard, 20,000 waiting, 2,000 agents", [Decisions]),
        WaitPrediction.Summarize(WaitErrors),
    ];

    public ImmutableArray<BenchGoal> Goals()
    {
        var rate = Rounds.Median(Bursts.Select(round => round.PerSecond));
        var cost = Rounds.Median(Few.Zip(Many, (few, many) => few.PerSecond / many.PerSecond));
        var pull = Pull.Latencies.Percentile(0.99).TotalMilliseconds;
        var decision = Decisions.Latencies.Percentile(0.99).TotalMilliseconds;
        var error = Rounds.Median(WaitErrors);
        return
        [
            new("assignments per second", "at least 5,000", rate, rate >= GoalRate),
            new("decision p99, ms", "under 5", decision, decision < GoalDecisionMilliseconds),
            new("pull p99, ms", "under 20", pull, pull < GoalPullMilliseconds),
            new("cost per assignment, large / small backlog", "at most 1.5", cost, cost <= GoalCost),
            new("median error of the expected wait", "at most 0.3", error, error <= GoalWaitError),
        ];
    }
}
