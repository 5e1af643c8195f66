using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.HttpBench.Driver;
using AfterSales.LoadTests.HttpBench.Services;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.HttpBench;

/// <summary><c>http</c>: the whole service against the row-per-command service, driven by a process of its own.</summary>
internal static class HttpCommand
{
    public const int DefaultWarmUp = 20_000;
    public const int DefaultWorkers = 64;
    public const double DefaultShare = 0.5;

    private static readonly Option<int> Cases = Ranged.Whole("--cases", "Cases per phase, ten requests each.", "", 4_000, 10, 10_000_000);
    private static readonly Option<int> WarmUp = Ranged.Whole(
        "--warm-up", "Cases before anything is measured: a service that was just started still compiles its code.", "", DefaultWarmUp, 10, 10_000_000);

    private static readonly Option<int> Workers = Ranged.Whole("--workers", "Clients of the saturating phase.", "", DefaultWorkers, 1, 10_000);
    private static readonly Option<double> Share = Ranged.Number(
        "--load", "Offered load of the latency phase, as a share of what the reference takes at most.", "", DefaultShare, 0.01, 1);

    public static Command Create()
    {
        var command = new Command("http", "Requests over HTTP against a row-per-command service.") { Cases, WarmUp, Workers, Share, BenchCommand.Rounds, BenchCommand.Seed };
        command.SetAction(parsed => BenchCommand.Report(() => Run(
            parsed.GetValue(BenchCommand.Rounds), parsed.GetValue(Cases), parsed.GetValue(WarmUp), parsed.GetValue(Workers), parsed.GetValue(Share), parsed.GetValue(BenchCommand.Seed))));
        return command;
    }

    public static async Task<BenchReport> Run(int rounds, int cases, int warmUp, int workers, double share, int seed)
    {
        var started = Stopwatch.GetTimestamp();
        var reference = new HttpFigures(HttpSide.Reference.Name);
        var product = new HttpFigures(HttpSide.Product.Name);
        var offered = await BenchProgress.Run("http", (rounds * 4) + 2, progress => Measure(progress, reference, product, rounds, (cases, warmUp), workers, share, seed));

        ImmutableArray<BenchResult> results = [.. product.Results(reference)];
        var requests = results[0].Ratio!.Value;
        var tail = product.OfferedP99 / reference.OfferedP99;
        var processor = product.CheaperThan(reference);
        return new BenchReport("http", seed, await MachineFacts.Read(BenchDatabase.Server))
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Settings = ImmutableSortedDictionary<string, string>.Empty
                .Add("casesPerPhase", $"{cases}").Add("warmUpCases", $"{warmUp}").Add("workers", $"{workers}").Add("offeredRequestsPerSecond", $"{offered * CaseScript.RequestsPerCase:0}"),
            References = [.. reference.Results(null)],
            Results = results.Add(new BenchResult("processor time per case, reference / AfterSales") { Value = processor, Unit = "times" }),
            Goals =
            [
                new BenchGoal("requests per second", "ratio >= 2", requests, requests >= 2),
                new BenchGoal("processor time per case", "reference / AfterSales >= 2.5", processor, processor >= 2.5),
                new BenchGoal("p99 at half of the reference's load", "< 20 ms", product.OfferedP99, product.OfferedP99 < 20),
                new BenchGoal("p99 at the same offered load", "at most 1.1 of the reference's", tail, tail <= 1.1),
            ],
        };
    }

    /// <summary>
    /// Both services stay up and are measured in turns, seconds apart, the first of one round last in the next: a machine whose speed changes
    /// then slows both. The one that waits asks its database some times a second for news, which is below what this bench can tell. The first
    /// reference round fixes the load that is offered to both sides from then on, in cases per second, which is the result.
    /// </summary>
    private static async Task<double> Measure(
        BenchProgress progress, HttpFigures reference, HttpFigures product, int rounds, (int Measured, int WarmUp) cases, int workers, double share, int seed)
    {
        progress.Say($"{reference.Name}: warming up");
        await using var referenceService = await MeasuredService.Start(HttpSide.Reference, cases.WarmUp, workers);
        progress.Step();
        progress.Say($"{product.Name}: warming up");
        await using var productService = await MeasuredService.Start(HttpSide.Product, cases.WarmUp, workers);
        progress.Step();
        List<(MeasuredService Service, HttpFigures Figures)> sides = [(referenceService, reference), (productService, product)];
        var load = 0.0;
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var (service, figures) in sides)
            {
                progress.Say($"{figures.Name}: saturated, round {round}");
                await service.Import($"full{round}", cases.Measured);
                var (result, own, database) = await service.Saturate($"full{round}", cases.Measured, workers);
                figures.Add(result, own, database, cases.Measured);
                progress.Step();
            }

            if (round == 1)
            {
                load = reference.RequestsPerSecond / CaseScript.RequestsPerCase * share;
            }

            foreach (var (service, figures) in sides)
            {
                progress.Say($"{figures.Name}: same offered load, round {round}");
                await service.Import($"part{round}", cases.Measured);
                figures.AddOffered(await service.Offer($"part{round}", cases.Measured, load, seed + round));
                progress.Step();
            }

            sides.Reverse();
        }

        return load;
    }
}
