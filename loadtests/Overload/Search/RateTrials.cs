using System.Globalization;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Overload.Phases;
using AfterSales.LoadTests.Overload.Pinned;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Overload.Search;

/// <summary>Drives one system at one rate after another. What is open at the end of a step is left open; nothing of it is audited.</summary>
/// <param name="plan">With everything but the arrivals and the name.</param>
internal sealed class RateTrials(LoadedSystem system, Pinning pinning, PeakPlan plan, string folder, Action<FleetProgress> progress)
{
    /// <summary>Cases under way come to their end before the next step begins.</summary>
    private const double DrainSeconds = 3;

    /// <summary>Cases take some commands each, so the first seconds see fewer than the rest.</summary>
    private const int LeadSeconds = 2;

    private int _step;

    public async Task<RateStep> Measure(double rate, int seconds, CancellationToken cancellation)
    {
        var (fleet, own) = await Drive(rate, seconds, _ => { }, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var series = CommandSeries.Read(fleet.Journals);
        Directory.Delete(fleet.Journals, recursive: true);
        var arrived = Math.Max(1, fleet.Drivers.Sum(driver => driver.Slices.Sum(slice => slice.Arrivals)));
        var all = series.Between(0, seconds + (int)own.DrainSeconds + 1);
        var loaded = series.Between(LeadSeconds, seconds);
        return new RateStep(
            rate, (double)all.Prompt / arrived, loaded.Goodput, loaded.Actions.P99,
            fleet.Drivers.Sum(driver => driver.ProcessorSeconds) / (seconds + own.DrainSeconds));
    }

    /// <summary>One steady rate, with a name and journals of its own.</summary>
    public async Task<(FleetResult Fleet, PeakPlan Plan)> Drive(double rate, int seconds, Action<DateTimeOffset> started, CancellationToken cancellation)
    {
        var step = ++_step;
        var own = plan with
        {
            Run = string.Create(CultureInfo.InvariantCulture, $"{plan.Run}s{step}"),
            Seed = plan.Seed + step,
            Arrivals = new ArrivalPlan("steady", rate, seconds),
            DrainSeconds = DrainSeconds,
        };
        var journals = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"step{step}"));
        return (await DriverFleet.Drive(own, system, pinning.Fleet(journals), started, progress, cancellation), own);
    }
}
