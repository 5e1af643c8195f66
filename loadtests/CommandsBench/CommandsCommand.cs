using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.LogBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Reference.Store;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.CommandsBench;

/// <summary><c>commands</c>: durable commands through grains against the row-per-command transaction, both in process.</summary>
internal static class CommandsCommand
{
    private const string SingleRow = "single-row loop, 16 connections, Npgsql";
    private static readonly Option<int> Cases = new("--cases") { Description = "Cases per round, five commands each.", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<int> Workers = new("--workers") { Description = "Concurrent callers of grains.", DefaultValueFactory = _ => 512 };
    private static readonly Option<int> Connections = new("--connections") { Description = "Connections of the reference.", DefaultValueFactory = _ => 16 };

    public static Command Create()
    {
        var command = new Command("commands", "Commands through grains against a transaction per command.")
        {
            Cases, Workers, Connections, BenchCommand.Rounds, BenchCommand.Seed,
        };
        command.SetAction(parsed => BenchCommand.Report(() => Run(
            parsed.GetValue(BenchCommand.Rounds), parsed.GetValue(Cases), parsed.GetValue(Workers), parsed.GetValue(Connections), parsed.GetValue(BenchCommand.Seed))));
        return command;
    }

    /// <param name="another">A further side to measure in the same rounds.</param>
    public static async Task<BenchReport> Run(int rounds, int cases, int workers, int connections, int seed, AnotherSide? another = null)
    {
        var started = Stopwatch.GetTimestamp();
        await using var rows = await BenchDatabase.Create("commands_ref");
        await using var pool = rows.Open(connections);
        await ReferenceSchema.Create(pool);
        await using (var create = pool.CreateCommand(SingleRowLoop.CreateTable))
        {
            await create.ExecuteNonQueryAsync();
        }

        await using var events = await BenchDatabase.Create("commands");
        await using var host = await ProductHost.Start(events.ConnectionString);
        var processors = await ProcessorTime.Of(Environment.ProcessId, events.ConnectionString);
        var reference = new CommandRounds(new ReferenceSide(pool, connections), rows, processors, cases);
        var product = new CommandRounds(new ProductSide(host, workers), events, processors, cases);
        var other = another is null ? null : new CommandRounds(another.Side, another.Database, processors, cases);
        var single = await BenchProgress.Run("commands", (rounds * 3) + 2 + (other is null ? 0 : rounds + 1), async progress =>
        {
            await reference.WarmUp(progress);
            await product.WarmUp(progress);
            if (other is not null)
            {
                await other.WarmUp(progress);
            }

            List<Round> bare = [];
            for (var round = 1; round <= rounds; round++)
            {
                await rows.Settle();
                bare.Add(await SingleRowLoop.Run(pool, TimeSpan.FromSeconds(4)));
                progress.Step();
                await reference.Run(round, progress);
                await product.Run(round, progress);
                if (other is not null)
                {
                    await other.Run(round, progress);
                }
            }

            return bare;
        });

        var result = Rounds.Summarize(product.Name, product.Measured, reference.Name, reference.Measured);
        var toSingle = Rounds.Summarize(product.Name, product.Measured, SingleRow, single);
        var goal = BenchReport.BuiltFor == "orleans" ? 3 : 5;
        return new BenchReport("commands", seed, await MachineFacts.Read(events.ConnectionString))
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Settings = ImmutableSortedDictionary<string, string>.Empty
                .Add("casesPerRound", $"{cases}").Add("workers", $"{workers}").Add("referenceConnections", $"{connections}"),
            References = [Rounds.Summarize(SingleRow, single), Rounds.Summarize(reference.Name, reference.Measured), .. Side(other)],
            Results =
            [
                result,
                toSingle,
                .. other is null ? [] : new[] { Rounds.Summarize(product.Name, product.Measured, other.Name, other.Measured) },
                .. Rounds.Costs(reference.Name, reference.Measured),
                .. Rounds.Costs(product.Name, product.Measured),
                .. other is null ? [] : Rounds.Costs(other.Name, other.Measured),
            ],
            Goals = [new BenchGoal("commands", $"ratio >= {goal}", result.Ratio!.Value, result.Ratio >= goal)],
        };
    }

    private static IEnumerable<BenchResult> Side(CommandRounds? other) => other is null ? [] : [Rounds.Summarize(other.Name, other.Measured)];
}

/// <summary>A side measured beside the product and the reference, on a database of its own.</summary>
internal sealed record AnotherSide(ICommandSide Side, BenchDatabase Database);
