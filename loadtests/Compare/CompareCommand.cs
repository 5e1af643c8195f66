using System.CommandLine;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.HttpBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Running.Help;
#if ORLEANS
using AfterSales.LoadTests.Compare.Stock;
#endif

namespace AfterSales.LoadTests.Compare;

/// <summary><c>compare</c>: the product beside a row-per-command service and beside stock grain storage, in one run.</summary>
internal static class CompareCommand
{
    private const int Workers = 512;
    private const int Connections = 16;
    private static readonly Option<int> Cases = new("--cases") { Description = "Cases per round of commands, five commands each.", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<int> HttpCases = new("--http-cases") { Description = "Cases per phase over HTTP, ten requests each; 0 leaves HTTP out.", DefaultValueFactory = _ => 4_000 };
    private static readonly Option<DirectoryInfo> Scripts = new("--stock-scripts")
    {
        Description = "Folder with PostgreSQL-Main.sql and PostgreSQL-Persistence.sql of the Orleans version in use (Orleans' repository, src/AdoNet): adds stock grain storage to the comparison. Engine Orleans only.",
    };

    private static HelpPage Page => new()
    {
        Groups = [new("Load", [Cases, HttpCases, BenchCommand.Rounds, BenchCommand.Seed]), new("Sides", [Scripts])],
        Texts =
        [
            new("What it does",
                "Takes the same cases through AfterSales, through a service that writes one row per command in a transaction, and (engine Orleans, --stock-scripts) through grains with Orleans' stock storage; "
                + "in process and, for the first two, over HTTP. Sides take turns within each round, on databases of their own."),
            new("How long", "Some minutes at its defaults. --cases 2000 --http-cases 400 --rounds 1 shows in less than one that it works; its figures mean nothing."),
            new("Results", "A table here, artifacts/bench/compare.html (open it in a browser) and compare.json (the same figures)."),
            new("How to read them", "The ratios: both sides ran on this machine in the same minutes, so a slow machine slows both. Absolute figures are this machine's alone."),
            new("To repeat it", "The same --seed, --cases and --rounds give the same cases."),
        ],
        Examples = [("./bench compare", "AfterSales beside a row per command"), ("./bench compare --http-cases 0", "without HTTP")],
    };

    public static Command Create()
    {
        var command = new Command("compare", "The same cases through AfterSales, a row-per-command service and (Orleans) stock grain storage, with ratios.");
        HelpPages.Describe(command, Page);
        command.SetAction(parsed => BenchCommand.Report(async () =>
        {
            var report = await Run(
                parsed.GetValue(BenchCommand.Rounds), parsed.GetValue(Cases), parsed.GetValue(HttpCases), parsed.GetValue(Scripts), parsed.GetValue(BenchCommand.Seed));
            await File.WriteAllTextAsync(Artifacts.PathOf("compare.html"), ComparePage.Write(report));
            return report;
        }));
        return command;
    }

    private static async Task<BenchReport> Run(int rounds, int cases, int httpCases, DirectoryInfo? scripts, int seed)
    {
        var commands = await Commands(rounds, cases, scripts, seed);
        if (httpCases == 0)
        {
            return commands with { Bench = "compare" };
        }

        var http = await HttpCommand.Run(rounds, httpCases, HttpCommand.DefaultWarmUp, HttpCommand.DefaultWorkers, HttpCommand.DefaultShare, seed);
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
