using System.Diagnostics;
using System.Globalization;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Overload.Phases;
using AfterSales.LoadTests.Overload.Pinned;
using AfterSales.LoadTests.Overload.Reporting;
using AfterSales.LoadTests.Overload.Search;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.LoadTests.Peak.Showing;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Overload;

/// <summary>One system: warmed up, its sustainable rate found, then driven above it and half of it, and audited.</summary>
internal sealed class OverloadRun(OverloadSettings settings, string folder, PeakProgress progress)
{
    private static readonly ImmutableArray<int> Times = [2, 5];

    /// <summary>Throws <see cref="OperationCanceledException"/> when it was stopped: without all phases there is nothing to compare.</summary>
    public async Task<(OverloadReport Report, PeakReport Peak)> Run(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var run = PeakPlan.NewRun('o');
        progress.Show(new FleetProgress("starting the system", 0));
        await using var system = await settings.Pinning.Start(settings.Silos, settings.Fronts, Path.Combine(folder, "logs"), cancellation);
        var search = await Search(system, run, cancellation);
        var rate = search?.Rate ?? settings.Rate;
        var schedule = PhaseSchedule.Of(rate, settings.Seconds, settings.RecoverySeconds, Times);
        progress.Say($"overload: {rate:0.#} cases per second are sustained; now x {string.Join(" and x ", Times)}, {schedule.Phases.Last().To} s in all, then the audit");
        var plan = settings.Plan(run) with { Arrivals = schedule.Arrivals() };
        var watch = new CoreWatch(CoreList.Parse(settings.Pinning.SystemCores)!);
        var outcome = await PeakRun.Run(
            plan, system, settings.Pinning.Fleet(Path.Combine(folder, "journals")), (zero, stop) => Watch(watch, zero, schedule, stop), progress.Show, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var machine = await MachineFacts.Read(system.ConnectionString);
        var report = OverloadReports.Of(settings, schedule, search, outcome, watch, machine) with { Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds };
        return (report, PeakReports.Of("overload", outcome, machine, [.. schedule.Phases.Select(phase => new PeakMark(phase.From, phase.Name))]));
    }

    /// <summary>The run waits for this: it ends with the last phase.</summary>
    private static async Task Watch(CoreWatch watch, DateTimeOffset zero, PhaseSchedule schedule, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ending.CancelAfter(TimeSpan.FromSeconds(schedule.Phases.Last().To));
        try
        {
            await watch.Watch(zero, ending.Token);
        }
        catch (OperationCanceledException)
        {
            // All phases are over, or the run was stopped.
        }
    }

    /// <summary>Null when the rate was given; the system is warm afterwards in any case.</summary>
    private async Task<RateSearchResult?> Search(LocalSystem system, string run, CancellationToken cancellation)
    {
        var trials = new RateTrials(system, settings.Pinning, settings.Plan(run), Path.Combine(folder, "search"), progress.Show);
        progress.Say("overload: warming up");
        await trials.Measure(settings.Rate > 0 ? settings.Rate / 2 : settings.Start, settings.StepSeconds, cancellation);
        if (settings.Rate > 0)
        {
            return null;
        }

        return await new RateSearch(settings.Start).Find(
            async rate =>
            {
                var step = await trials.Measure(rate, settings.StepSeconds, cancellation);
                progress.Say($"overload: {rate:0.#} cases per second: {PeakSummary.Share(step.Served)} decided within 1 s, {step.Goodput:0} commands/s, p99 {step.ActionP99:0} ms");
                return step;
            },
            new SustainedBounds(settings.Bound).Holds);
    }
}
