using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.StoredBench;

/// <summary><c>memory</c>: managed bytes of an idle, activated ticket.</summary>
internal static class MemoryCommand
{
    private const int GoalBytes = 8 * 1024;

    /// <summary>Activated before the first reading, so that code, pools and tables of the engine are not charged to the tickets.</summary>
    private const int WarmUp = 2_000;

    private static readonly Option<int> Tickets = new("--tickets") { Description = "Active tickets.", DefaultValueFactory = _ => 100_000 };

    public static Command Create()
    {
        var command = new Command("memory", "Managed memory of an idle, activated ticket.") { Tickets, BenchCommand.Seed };
        command.SetAction(parsed => BenchCommand.Report(() => Run(parsed.GetValue(Tickets), parsed.GetValue(BenchCommand.Seed))));
        return command;
    }

    public static async Task<BenchReport> Run(int tickets, int seed)
    {
        var started = Stopwatch.GetTimestamp();
        await using var database = await BenchDatabase.Create("memory");
        var bytes = await BenchProgress.Run("memory", 3, async progress =>
        {
            progress.Say("memory: storing cases");
            var ids = await StoredCases.Fill(database.ConnectionString, tickets + WarmUp, _ => { });
            progress.Step();
            await using var host = await ProductHost.Start(database.ConnectionString);
            await Activate(host, ids.Take(WarmUp));
            var before = Settled();
            progress.Say("memory: activating");
            progress.Step();
            await Activate(host, ids.Skip(WarmUp));
            var after = Settled();
            progress.Step();
            GC.KeepAlive(ids);
            return (after - before) / (double)tickets;
        });

        return new BenchReport("memory", seed, await MachineFacts.Read(database.ConnectionString))
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Settings = ImmutableSortedDictionary<string, string>.Empty.Add("tickets", $"{tickets}").Add("commandsPerTicket", $"{BenchCases.CommandsPerCase}"),
            Results = [new BenchResult("managed memory per idle, activated ticket") { Value = Math.Round(bytes), Unit = "bytes" }],
            Goals = [new BenchGoal("memory", "at most 8 KB", bytes, bytes <= GoalBytes)],
        };
    }

    private static Task Activate(ProductHost host, IEnumerable<Guid> ids) =>
        Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (id, _) =>
            ProductSide.Require(await host.Grains.GetGrain<ITicketGrain>(id).Get(ProductSide.Context(BenchCases.Lead))));

    private static long Settled()
    {
        // Finalizers and pools free in a second pass what the first pass let go.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
