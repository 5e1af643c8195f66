using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Running.Help;
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

    private static HelpPage Page => new()
    {
        Groups = [new("Runs", [Stored, BenchCommand.Rounds, BenchCommand.Seed])],
        Texts =
        [
            new("What it does",
                "Fills a database of its own with cases, starts the product as processes on it, and then in each round kills all of them (SIGKILL) and starts them again, while a caller knocks every 10 ms "
                + "until a case of his is opened. The time is from the start of the processes to that answer."),
            new("How long", "Some minutes, nearly all of them to store the cases; a round takes seconds. --stored 10000 is done within one."),
            new("Results", "A table here and artifacts/bench/restart.json."),
            new("How to read them", $"The median of the rounds counts; the goal of this engine is {GoalSeconds:0} s. It should not grow with --stored: what a process reads at its start is bounded."),
            new("To repeat it", "The same --stored and --rounds; cases stored are always the same."),
        ],
        Examples = [("./bench restart", "with a million cases"), ("./bench restart --stored 10000 --rounds 5", "a quick one to compare with")],
    };

    public static Command Create()
    {
        var command = new Command("restart", "All processes killed and started again with 1,000,000 cases stored: time to the first command.");
        HelpPages.Describe(command, Page);
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
