namespace AfterSales.LoadTests.Measuring;

/// <summary>One round of one side: how many in how long, and how long each took.</summary>
internal sealed record Round(long Count, TimeSpan Elapsed, LatencyHistogram Latencies)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    /// <summary>Processor time of this process, driver included, and of the database over the round.</summary>
    public (double Own, double Database) ProcessorSeconds { get; init; }
}

/// <summary>Rounds become a result: medians throughout, so that one disturbed round cannot decide.</summary>
internal static class Rounds
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static BenchResult Summarize(string name, IReadOnlyList<Round> rounds) => new(name, Median(rounds.Select(round => round.PerSecond)))
    {
        P50 = Median(rounds.Select(round => round.Latencies.Percentile(0.50).TotalMilliseconds)),
        P99 = Median(rounds.Select(round => round.Latencies.Percentile(0.99).TotalMilliseconds)),
        Rounds = [.. rounds.Select(round => Math.Round(round.PerSecond, 1))],
    };

    /// <summary>What a piece of work costs: microseconds of processor time, of this process and of the database.</summary>
    public static IEnumerable<BenchResult> Costs(string name, IReadOnlyList<Round> rounds) =>
    [
        Cost($"{name}: processor, process with driver", rounds, round => round.ProcessorSeconds.Own),
        Cost($"{name}: processor, database", rounds, round => round.ProcessorSeconds.Database),
    ];

    private static BenchResult Cost(string name, IReadOnlyList<Round> rounds, Func<Round, double> seconds) => new(name)
    {
        Value = Median(rounds.Select(round => seconds(round) * 1e6 / round.Count)),
        Unit = "us each",
    };

    /// <summary>Compares round by round: both sides of one ratio were measured next to each other.</summary>
    public static BenchResult Summarize(string name, IReadOnlyList<Round> rounds, string reference, IReadOnlyList<Round> referenceRounds) =>
        Summarize(name, rounds) with
        {
            Ratio = Median(rounds.Zip(referenceRounds, (own, other) => own.PerSecond / other.PerSecond)),
            RatioTo = reference,
        };
}
