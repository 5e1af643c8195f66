using System.CommandLine;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.HttpBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;
#if ORLEANS
using AfterSales.LoadTests.Compare.Stock;
#endif

namespace AfterSales.LoadTests.Compare;

/// <summary><c>compare</c>: the product beside a row-per-command service and beside stock grain storage, in one run.</summary>
internal static class CompareCommand
{
    private const int Workers = 512;
    private const int Connections = 16;
    private const int HttpWorkers = 64;
    private static readonly Option<int> Cases = new("--cases") { Description = "Cases per round of commands, five commands each.", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<int> HttpCases = new("--http-cases") { Description = "Cases per phase over HTTP, ten requests each; 0 leaves HTTP out.", DefaultValueFactory = _ => 4_000 };
    private static readonly Option<DirectoryInfo> Scripts = new("--stock-scripts")
    {
        Description = "Folder with PostgreSQL-Main.sql and PostgreSQL-Persistence.sql of the Orleans version in use (Orleans' repository, src/AdoNet): adds stock grain storage to the comparison. Engine Orleans only.",
    };

    public static Command Create()
    {
        var command = new Command("compare", "The same cases through AfterSales, a row-per-command service and (Orleans) stock grain storage, with ratios.")
        {
            Cases, HttpCases, Scripts, BenchCommand.Rounds, BenchCommand.Seed,
        };
        command.SetAction(parsed => BenchCommand.Report(() => Run(
            parsed.GetValue(BenchCommand.Rounds), parsed.GetValue(Cases), parsed.GetValue(HttpCases), parsed.GetValue(Scripts), parsed.GetValue(BenchCommand.Seed))));
        return command;
    }

    private static async Task<BenchReport> Run(int rounds, int cases, int httpCases, DirectoryInfo? scripts, int seed)
    {
        var commands = await Commands(rounds, cases, scripts, seed);
        if (httpCases == 0)
        {
            return commands with { Bench = "compare" };
        }

        var http = await HttpCommand.Run(rounds, httpCases, HttpWorkers, 0.5, seed);
        return commands with
        {
            Bench = "compare",
            Seconds = commands.Seconds + http.Seconds,
            Settings = commands.Settings.AddRange(http.Settings.Select(setting => KeyValuePair.Create($"http.{setting.Key}", setting.Value))),
            References = [.. commands.References, .. http.References],
            Results = [.. commands.Results, .. http.Results],
            Goals = [.. commands.Goals, .. http.Goals],
        };
    }

#if ORLEANS
    private static async Task<BenchReport> Commands(int rounds, int cases, DirectoryInfo? scripts, int seed)
    {
        if (scripts is null)
        {
            return LeftOut(await CommandsCommand.Run(rounds, cases, Workers, Connections, seed), "--stock-scripts was not given");
        }

        await using var database = await BenchDatabase.Create("stock");
        await using var silo = await StockSilo.Start(database, database.PooledConnectionString(Connections), scripts);
        return await CommandsCommand.Run(rounds, cases, Workers, Connections, seed, new AnotherSide(new StockSide(silo, Workers), database));
    }
#else
    private static async Task<BenchReport> Commands(int rounds, int cases, DirectoryInfo? scripts, int seed) => scripts is null
        ? LeftOut(await CommandsCommand.Run(rounds, cases, Workers, Connections, seed), "it needs the engine Orleans")
        : throw new BenchRefusedException("--stock-scripts: stock grain storage needs the engine Orleans (./bench --engine orleans compare).");
#endif

    private static BenchReport LeftOut(BenchReport report, string why) => report with { Settings = report.Settings.Add("stockStorage", $"left out: {why}") };
}
