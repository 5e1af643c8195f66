using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using Npgsql;

namespace AfterSales.LoadTests.LogBench;

/// <summary><c>log</c>: appends through the product's log against the single-row loop.</summary>
internal static class LogCommand
{
    private const string Reference = "single-row loop, 16 connections, Npgsql";
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Length of a round.", DefaultValueFactory = _ => 8 };
    private static readonly Option<int> Writers = new("--writers") { Description = "Concurrent appenders.", DefaultValueFactory = _ => 1024 };

    public static Command Create()
    {
        var command = new Command("log", "Appends to the event log against one insert per transaction.") { Seconds, Writers, BenchCommand.Rounds, BenchCommand.Seed };
        command.SetAction(parsed => BenchCommand.Report(() => Run(
            parsed.GetValue(BenchCommand.Rounds), TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(Writers), parsed.GetValue(BenchCommand.Seed))));
        return command;
    }

    public static async Task<BenchReport> Run(int rounds, TimeSpan duration, int writers, int seed)
    {
        var started = Stopwatch.GetTimestamp();
        await using var database = await BenchDatabase.Create("log");
        await using var connections = database.Open(SingleRowLoop.Connections);
        await using (var create = connections.CreateCommand(SingleRowLoop.CreateTable))
        {
            await create.ExecuteNonQueryAsync();
        }

        await using var product = await ProductLog.Start(database.ConnectionString);
        var pgbench = Pgbench.Find();
        var (single, plain, own) = await Measure(database, connections, product, pgbench, rounds, duration, writers);
        var result = Rounds.Summarize($"event log, {writers} writers", own, Reference, single);
        var bare = Rounds.Summarize("single-row loop, 16 clients, pgbench", plain) with { P50 = null, P99 = null };
        return new BenchReport("log", seed, await MachineFacts.Read(database.ConnectionString))
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Settings = ImmutableSortedDictionary<string, string>.Empty
                .Add("writers", $"{writers}").Add("secondsPerRound", $"{duration.TotalSeconds}").Add("payloadBytes", $"{StreamRows.Payload.Length}"),
            References = pgbench is null ? [Rounds.Summarize(Reference, single)] : [Rounds.Summarize(Reference, single), bare],
            Results = [result],
            Goals = [new BenchGoal("log", "ratio >= 5", result.Ratio!.Value, result.Ratio >= 5)],
        };
    }

    private static Task<(List<Round> Single, List<Round> Plain, List<Round> Own)> Measure(
        BenchDatabase database, NpgsqlDataSource connections, ProductLog product, string? pgbench, int rounds, TimeSpan duration, int writers) =>
        BenchProgress.Run("log", (rounds * 3) + 1, async progress =>
        {
            progress.Say("log: warming up");
            var warmUp = TimeSpan.FromSeconds(1);
            await SingleRowLoop.Run(connections, warmUp);
            await AppendLoop.Run(product.Log, writers, warmUp);
            progress.Step();

            List<Round> single = [], plain = [], own = [];
            for (var round = 1; round <= rounds; round++)
            {
                await database.Settle();
                progress.Say($"log: single-row loop, round {round}");
                single.Add(await SingleRowLoop.Run(connections, duration));
                progress.Step();

                await database.Settle();
                progress.Say($"log: pgbench, round {round}");
                if (pgbench is not null)
                {
                    plain.Add(await Pgbench.Run(pgbench, database.ConnectionString, duration));
                }

                progress.Step();
                await database.Settle();
                progress.Say($"log: event log, round {round}");
                own.Add(await AppendLoop.Run(product.Log, writers, duration));
                progress.Step();
            }

            return (single, plain, own);
        });
}
