namespace AfterSales.LoadTests.Measuring;

/// <summary>One round of one side: how many in how long, and how long each took.</summary>
internal sealed record Round(long Count, TimeSpan Elapsed, LatencyHistogram Latencies)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    /// <summary>Processor time of this process, driver included, and of the database over the round.</summary>
    public (double Own, double Database) ProcessorSeconds { get; init; }

    /// <summary>What the collector did in this process over the round.</summary>
    public CollectorShare? Collector { get; init; }
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

    /// <summary>What a piece of work costs: processor time of this process and of the database, and what the collector has to do with it.</summary>
    public static IEnumerable<BenchResult> Costs(string name, IReadOnlyList<Round> rounds) =>
    [
        Figure($"{name}: processor, process with driver", rounds, round => round.ProcessorSeconds.Own * 1e6 / round.Count, "us each"),
        Figure($"{name}: processor, database", rounds, round => round.ProcessorSeconds.Database * 1e6 / round.Count, "us each"),
        Figure($"{name}: allocated", rounds, round => round.Collector!.AllocatedBytes / (double)round.Count, "bytes each"),
        Figure($"{name}: collections", rounds, round => round.Collector!.Collections / round.Elapsed.TotalSeconds, "per second"),
        Figure($"{name}: paused by the collector", rounds, round => 100 * round.Collector!.Paused / round.Elapsed, "% of the time"),
    ];

    private static BenchResult Figure(string name, IReadOnlyList<Round> rounds, Func<Round, double> of, string unit) =>
        new(name) { Value = Median(rounds.Select(of)), Unit = unit };

    /// <summary>Compares round by round: both sides of one ratio were measured next to each other.</summary>
    public static BenchResult Summarize(string name, IReadOnlyList<Round> rounds, string reference, IReadOnlyList<Round> referenceRounds) =>
        Summarize(name, rounds) with
        {
            Ratio = Median(rounds.Zip(referenceRounds, (own, other) => own.PerSecond / other.PerSecond)),
            RatioTo = reference,
        };
}
