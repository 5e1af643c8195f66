using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.StoredBench;

/// <summary><c>growth</c>: what opening a case costs on a large database, against a small one.</summary>
internal static class GrowthCommand
{
    private const double GoalRatio = 1.25;
    private const int Slices = 10;
    private static readonly Option<int> Small = new("--small") { Description = "Stored cases of the small database.", DefaultValueFactory = _ => 10_000 };
    private static readonly Option<int> Large = new("--large") { Description = "Stored cases of the large database.", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> Opens = new("--opens") { Description = "Cases opened on each.", DefaultValueFactory = _ => 50_000 };
    private static readonly Option<int> Workers = new("--workers") { Description = "Concurrent callers.", DefaultValueFactory = _ => 64 };

    public static Command Create()
    {
        var command = new Command("growth", "Opening cases with 1,000,000 stored against 10,000.") { Small, Large, Opens, Workers, BenchCommand.Seed };
        command.SetAction(parsed => BenchCommand.Report(() => Run(
            parsed.GetValue(Small), parsed.GetValue(Large), parsed.GetValue(Opens), parsed.GetValue(Workers), parsed.GetValue(BenchCommand.Seed))));
        return command;
    }

    public static async Task<BenchReport> Run(int small, int large, int opens, int workers, int seed)
    {
        var started = Stopwatch.GetTimestamp();
        var (few, many) = await BenchProgress.Run("growth", Slices + 2, progress => Measure(small, large, opens, workers, progress));
        var cost = many.Latencies.Percentile(0.5) / few.Latencies.Percentile(0.5);
        var reference = Rounds.Summarize($"open, {small:N0} cases stored", [few]);
        return new BenchReport("growth", seed, await MachineFacts.Read(BenchDatabase.Server))
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Settings = ImmutableSortedDictionary<string, string>.Empty.Add("opens", $"{opens}").Add("workers", $"{workers}").Add("slices", $"{Slices}"),
            References = [reference],
            Results = [Rounds.Summarize($"open, {large:N0} cases stored", [many], reference.Name, [few])],
            Goals = [new BenchGoal("median latency of an open, large / small", "at most 1.25", cost, cost <= GoalRatio)],
        };
    }

    /// <summary>Both databases are filled first and then opened on in turns: what disturbs the machine disturbs both.</summary>
    private static async Task<(Round Few, Round Many)> Measure(int small, int large, int opens, int workers, BenchProgress progress)
    {
        await using var few = await StoredSide.Fill(small, workers, progress);
        await using var many = await StoredSide.Fill(large, workers, progress);
        for (var slice = 0; slice < Slices; slice++)
        {
            progress.Say($"growth: slice {slice + 1} of {Slices}");
            await few.Open(opens / Slices);
            await many.Open(opens / Slices);
            progress.Step();
        }

        return (few.Total, many.Total);
    }
}
