using System.CommandLine;
using System.Text.Json;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.HttpBench.Driver;

/// <summary><c>drive</c> (hidden): the driver as a process of its own, so that its work is not counted as the service's.</summary>
internal static class DriveCommand
{
    public const string KeyVariable = "AFTERSALES_BENCH_KEY";
    private static readonly Option<Uri> Url = BenchCommand.Url("The service.", required: true);
    private static readonly Option<string> Mode = new("--mode") { Required = true };
    private static readonly Option<string> Prefix = new("--prefix") { Required = true };
    private static readonly Option<int> Cases = new("--cases") { Required = true };
    private static readonly Option<int> Workers = new("--workers") { DefaultValueFactory = _ => 64 };
    private static readonly Option<double> Rate = new("--rate");
    private static readonly Option<int> GapMilliseconds = new("--gap") { DefaultValueFactory = _ => 100 };

    public static Command Create()
    {
        var command = new Command("drive", "Drives a service over HTTP.") { Url, Mode, Prefix, Cases, Workers, Rate, GapMilliseconds, BenchCommand.Seed };
        command.Hidden = true;
        command.SetAction(parsed => BenchCommand.Guard(async () =>
        {
            var key = Environment.GetEnvironmentVariable(KeyVariable) ?? throw new BenchRefusedException($"{KeyVariable} is not set.");
            var workers = parsed.GetValue(Workers);
            using var client = new WireClient(parsed.GetValue(Url)!, ProductTokens.Cache(key), connections: 1024);
            var loops = new DriveLoops(client, new CaseScript(parsed.GetValue(Prefix)!));
            var cases = parsed.GetValue(Cases);
            var round = parsed.GetValue(Mode) switch
            {
                "import" => await Import(loops, cases, workers),
                "closed" => await loops.Closed(cases, workers),
                "open" => await loops.Open(
                    cases, parsed.GetValue(Rate), TimeSpan.FromMilliseconds(parsed.GetValue(GapMilliseconds)), parsed.GetValue(BenchCommand.Seed)),
                var other => throw new BenchRefusedException($"unknown mode {other}"),
            };
            Console.WriteLine(JsonSerializer.Serialize(DriveResult.Of(round), DriveJson.Default.DriveResult));
            return 0;
        }));
        return command;
    }

    private static async Task<Round> Import(DriveLoops loops, int cases, int workers)
    {
        await loops.Import(cases, workers);
        return new Round(CaseScript.Orders(cases), TimeSpan.FromSeconds(1), new LatencyHistogram());
    }
}
