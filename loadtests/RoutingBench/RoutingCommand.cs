using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.LogBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary><c>routing</c>: assignments through agents, queues and tickets in process, on PostgreSQL; decisions of the shard alone.</summary>
internal static class RoutingCommand
{
    private const string SingleRow = "single-row loop, 16 connections, Npgsql";
    private static readonly Option<int> Cases = new("--cases") { Description = "Assignments per round.", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<int> Agents = new("--agents") { Description = "Agents of the queue.", DefaultValueFactory = _ => 500 };
    private static readonly Option<int> Waiting = new("--waiting") { Description = "The large backlog.", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> Workers = new("--workers") { Description = "Concurrent callers of grains.", DefaultValueFactory = _ => 256 };

    private static readonly Option<double> PullRate = new("--pull-rate") { Description = "Finishes a second for the pull latency; 0 = half of the sustained rate.", DefaultValueFactory = _ => 0 };

    public static Command Create()
    {
        var command = new Command("routing", "Assignments: rate, decision time, pull latency, cost with a large backlog, error of the expected wait.")
        {
            Cases, Agents, Waiting, Workers, PullRate, BenchCommand.Rounds, BenchCommand.Seed,
        };
        command.SetAction(parsed => BenchCommand.Report(() => Run(new RoutingSettings(
            parsed.GetValue(BenchCommand.Rounds), parsed.GetValue(Cases), parsed.GetValue(Agents), parsed.GetValue(Waiting), parsed.GetValue(Workers),
            parsed.GetValue(PullRate), parsed.GetValue(BenchCommand.Seed)))));
        return command;
    }

    private static async Task<BenchReport> Run(RoutingSettings settings)
    {
        var started = Stopwatch.GetTimestamp();
        await using var database = await BenchDatabase.Create("routing");
        await using var host = await ProductHost.Start(database.ConnectionString, builder => builder.Host.UseServiceProviderFactory(new DecoratedServices()));
        var figures = await BenchProgress.Run("routing", (settings.Rounds * 4) + 6, progress => new RoutingRounds(host, database, settings, progress).Run());
        return new BenchReport("routing", settings.Seed, await MachineFacts.Read(database.ConnectionString))
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Settings = settings.ToDictionary(),
            References = [Rounds.Summarize(SingleRow, figures.SingleRow)],
            Results = figures.Results(SingleRow),
            Goals = figures.Goals(),
        };
    }
}
