using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.StoredBench;

/// <summary><c>growth</c>: what opening a case costs on a large database, against a small one.</summary>
internal static class GrowthCommand
{
    private const double GoalRatio = 1.25;
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
        var (few, many) = await BenchProgress.Run("growth", 4, async progress =>
            (await Measure(small, opens, workers, progress), await Measure(large, opens, workers, progress)));
        var cost = many.Latencies.Percentile(0.5) / few.Latencies.Percentile(0.5);
        var reference = Rounds.Summarize($"open, {small:N0} cases stored", [few]);
        return new BenchReport("growth", seed, await MachineFacts.Read(BenchDatabase.Server))
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Settings = ImmutableSortedDictionary<string, string>.Empty.Add("opens", $"{opens}").Add("workers", $"{workers}"),
            References = [reference],
            Results = [Rounds.Summarize($"open, {large:N0} cases stored", [many], reference.Name, [few])],
            Goals = [new BenchGoal("median latency of an open, large / small", "at most 1.25", cost, cost <= GoalRatio)],
        };
    }

    private static async Task<Round> Measure(int stored, int opens, int workers, BenchProgress progress)
    {
        await using var database = await BenchDatabase.Create("growth");
        progress.Say($"growth: storing {stored:N0} cases");
        await StoredCases.Fill(database.ConnectionString, stored, done => progress.Say($"growth: stored {done:N0} of {stored:N0} cases"));
        progress.Step();

        progress.Say($"growth: opening {opens:N0} cases beside {stored:N0}");
        await using var host = await ProductHost.Start(database.ConnectionString);
        var side = new ProductSide(host, workers);
        await Open(side, host, new BenchCases("warm"), Math.Min(opens, 2_000), workers);
        await database.Settle();
        var round = await Open(side, host, new BenchCases("grow"), opens, workers);
        progress.Step();
        return round;
    }

    private static async Task<Round> Open(ProductSide side, ProductHost host, BenchCases cases, int opens, int workers)
    {
        await side.Import(cases, BenchCases.Orders(opens), DateTimeOffset.UtcNow);
        return await Load.Of(opens, workers, async (piece, latencies) =>
        {
            var ticket = host.Grains.GetGrain<ITicketGrain>(Guid.CreateVersion7());
            ProductSide.Require(await latencies.Timed(() => ticket.Open(cases.Open(piece), ProductSide.Context(cases.Customer(piece)))));
        });
    }
}
