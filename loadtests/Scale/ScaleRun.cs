using System.Diagnostics;
using System.Globalization;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Overload.Phases;
using AfterSales.LoadTests.Overload.Pinned;
using AfterSales.LoadTests.Overload.Search;
using AfterSales.LoadTests.Peak.Showing;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Scale.Parts;
using AfterSales.LoadTests.Scale.Reporting;
using AfterSales.LoadTests.Scale.Sizing;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Scale;

/// <summary>Finds what the smallest system sustains, measures what a part of that costs on each system, and sizes a peak by it.</summary>
internal sealed class ScaleRun(ScaleSettings settings, string folder, PeakProgress progress)
{
    private const double WarmShare = 0.5;

    private readonly string _run = PeakPlan.NewRun('c');

    public async Task<ScaleReport> Run(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        RateSearchResult? search = null;
        var systems = new List<ScaleFigures>();
        foreach (var silos in ScaleSettings.Silos)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{silos} silo{(silos == 1 ? "" : "s")}");
            progress.Show(new FleetProgress($"starting {name}", 0));
            await using var system = await settings.Load.Pinning.Start(silos, ScaleSettings.Fronts, Path.Combine(folder, $"logs-{silos}"), cancellation);
            var plan = settings.Load.Plan(string.Create(CultureInfo.InvariantCulture, $"{_run}n{silos}"));
            var trials = new RateTrials(system, settings.Load.Pinning, plan, Path.Combine(folder, $"steps-{silos}"), progress.Show);
            progress.Say($"scale: warming up {name}");
            await trials.Measure(settings.Load.Start, settings.Load.StepSeconds, cancellation);
            search ??= await Search(trials, cancellation);

            // Every system as long and as hard, whether the search ran on it or not: what the compiler still does would count as the price of cases.
            await trials.Measure(search.Rate * Math.Max(settings.Share, WarmShare), settings.Seconds, cancellation);
            progress.Say($"scale: {name} at {search.Rate * settings.Share:0.#} cases per second, {settings.Seconds} s");
            systems.Add(await Measure(name, silos, system, trials, search.Rate * settings.Share, cancellation));
        }

        return Report(search!, [.. systems], await MachineFacts.Read(BenchDatabase.Server)) with { Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds };
    }

    private async Task<RateSearchResult> Search(RateTrials trials, CancellationToken cancellation) => settings.Load.Rate > 0
        ? new RateSearchResult(settings.Load.Rate, [])
        : await new RateSearch(settings.Load.Start).Find(
            async rate =>
            {
                progress.Say($"scale: is {rate:0.#} cases per second sustained?");
                return await trials.Measure(rate, settings.Load.StepSeconds, cancellation);
            },
            new SustainedBounds(settings.Load.Bound).Holds);

    private async Task<ScaleFigures> Measure(string name, int silos, LocalSystem system, RateTrials trials, double rate, CancellationToken cancellation)
    {
        Task<CostMeter>? meter = null;
        var (fleet, plan) = await trials.Drive(rate, settings.Seconds, at => meter = Begin(system, at, cancellation), cancellation);
        cancellation.ThrowIfCancellationRequested();
        await using var costs = await meter!;
        var (seconds, written, connections) = await costs.Stop();
        var span = CommandSeries.Read(fleet.Journals).Between(0, settings.Seconds + (int)Math.Ceiling(plan.DrainSeconds) + 1);
        var requests = fleet.Drivers.Sum(driver => driver.Slices.Sum(slice => slice.Succeeded + slice.Refused + slice.Errors.Values.Sum()));
        return new ScaleFigures(name, silos, rate, span.Opened, span.Opened + span.Acted, requests)
        {
            Seconds = seconds,
            P50 = span.Actions.P50,
            P99 = span.Actions.P99,
            WalBytesPerCase = (double)written.WalBytes / Math.Max(1, span.Opened),
            LogBytesPerCase = (double)written.LogBytes / Math.Max(1, span.Opened),
            Connections = connections,
        };
    }

    /// <summary>What was spent on preparing the shop is no part of what a case costs.</summary>
    private static async Task<CostMeter> Begin(LocalSystem system, DateTimeOffset firstArrival, CancellationToken cancellation)
    {
        var wait = firstArrival - DateTimeOffset.UtcNow;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, cancellation);
        }

        return await CostMeter.Start(system);
    }

    private ScaleReport Report(RateSearchResult search, ImmutableArray<ScaleFigures> systems, MachineFacts machine)
    {
        var (one, largest) = (systems[0], systems[^1]);
        var here = Costs(one, Silo(one));
        var many = Costs(one, SizingModel.InManySilos(Silo(one), Silo(largest))) with { Connections = largest.Connections / Math.Max(1, largest.Silos) };
        var cores = CoreList.Count(settings.Load.Pinning.SystemCores);
        return new ScaleReport(settings.Load.Seed, machine)
        {
            Settings = new Dictionary<string, string>
            {
                ["processors of drivers and bench"] = settings.Load.Pinning.DriverCores,
                ["processors of the system and PostgreSQL"] = settings.Load.Pinning.SystemCores,
                ["measured at, of the sustainable rate"] = settings.Share.ToString("0.##", CultureInfo.InvariantCulture),
                ["fronts"] = ScaleSettings.Fronts.ToString(CultureInfo.InvariantCulture),
                ["seconds"] = settings.Seconds.ToString(CultureInfo.InvariantCulture),
            }.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Search = search.Steps,
            Systems = systems,
            Prediction = new PredictionCheck(cores, SizingModel.Saturated(cores, here), search.Rate),
            Costs = many,
            Peak = settings.Peak,
            Spread = SizingModel.Of(settings.Peak, many),
            Together = SizingModel.Of(settings.Peak with { SpreadHours = 0 }, many),
        };
    }

    private static double Silo(ScaleFigures system) => system.PerCase(part => !ScaleFigures.IsFront(part) && !ScaleFigures.IsPostgres(part));

    private static CaseCosts Costs(ScaleFigures system, double silo) => new(
        system.PerCase(ScaleFigures.IsFront), silo, system.PerCase(ScaleFigures.IsPostgres), (double)system.Requests / Math.Max(1, system.Cases),
        (double)system.Commands / Math.Max(1, system.Cases), system.WalBytesPerCase, system.LogBytesPerCase);
}
