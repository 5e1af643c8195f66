using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.StoredBench;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Chaos.Restart;

/// <summary><c>restart</c>: how long a killed system needs from the start of its processes to its first command, with many cases stored.</summary>
internal static class RestartCommand
{
#if ORLEANS
    private const double GoalSeconds = 30;
#else
    private const double GoalSeconds = 5;
#endif

    private static readonly Option<int> Stored = new("--stored") { Description = "Stored cases.", DefaultValueFactory = _ => 1_000_000 };

    public static Command Create()
    {
        var command = new Command("restart", "All processes killed and started again with 1,000,000 cases stored: time to the first command.")
        {
            Stored, BenchCommand.Rounds, BenchCommand.Seed,
        };
        command.SetAction((parsed, cancellation) => BenchCommand.Report(() =>
            Run(parsed.GetValue(Stored), parsed.GetValue(BenchCommand.Rounds), parsed.GetValue(BenchCommand.Seed), cancellation)));
        return command;
    }

    private static async Task<BenchReport> Run(int stored, int rounds, int seed, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        await using var database = await BenchDatabase.Create("restart");
        var times = await BenchProgress.Run("restart", rounds + 1, progress => Measure(database, stored, rounds, progress, cancellation));
        var median = times.Order().ElementAt((times.Count - 1) / 2);
        return new BenchReport("restart", seed, await MachineFacts.Read(database.ConnectionString))
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Settings = ImmutableSortedDictionary<string, string>.Empty.Add("stored", $"{stored}").Add("silos", $"{SystemOptions.DefaultSilos}").Add("rounds", $"{rounds}"),
            Results = [new BenchResult("start of the processes to the first command") { Value = median, Unit = "s", Rounds = [.. times] }],
            Goals = [new BenchGoal("restart after a kill", $"serves within {GoalSeconds:0} s", median, median <= GoalSeconds)],
        };
    }

    private static async Task<IReadOnlyList<double>> Measure(
        BenchDatabase database, int stored, int rounds, BenchProgress progress, CancellationToken cancellation)
    {
        progress.Say($"restart: storing {stored:N0} cases");
        await StoredCases.Fill(database.ConnectionString, stored, done => progress.Say($"restart: stored {done:N0} of {stored:N0} cases"));
        await using var system = await LocalSystem.Start(
            new SystemOptions { ConnectionString = database.ConnectionString, Webhooks = false, Supervised = false }, cancellation);
        using var caller = new FirstCommand(system.Fronts[0], system.Key);
        await caller.Wait(cancellation);
        progress.Step();
        var times = new List<double>(rounds);
        for (var round = 1; round <= rounds; round++)
        {
            progress.Say($"restart: round {round} of {rounds}");
            await database.Settle();
            await system.KillAll();
            var first = caller.Wait(cancellation);
            await system.StartAll(cancellation);
            times.Add(Math.Round((await first).TotalSeconds, 2));
            progress.Step();
        }

        return times;
    }
}
