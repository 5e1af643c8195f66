using System.Diagnostics;
using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Chaos.Faults;
using AfterSales.LoadTests.Chaos.Reporting;
using AfterSales.LoadTests.Chaos.Scheduling;
using AfterSales.LoadTests.Chaos.Timing;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Chaos.Runs;

/// <summary>One run: a small load, its faults in the middle, and the auditor afterwards.</summary>
internal sealed class ChaosRun(ChaosSettings settings, int seed, ImmutableArray<PlannedFault> schedule, ChaosFolder folder)
{
    public async Task<RunOutcome> On(LocalSystem system, Action<FleetProgress> progress, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var ended = system.Ends.Length;
        var plan = settings.Plan(seed, schedule);
        var thrower = new FaultThrower(system, schedule, plan.Arrivals.Seconds);
        var fleet = new FleetSettings(Local: 1, Remote: 0, Listen: null, folder.Journals(seed));
        try
        {
            var outcome = await PeakRun.Run(plan, system, fleet, thrower.During, progress, cancellation);
            var commands = CallerSeries.OfCommands(outcome.Fleet.Drivers, plan.SliceMilliseconds);
            var reads = CallerSeries.OfReads(outcome.Fleet.Drivers, plan.SliceMilliseconds);
            return Outcome(Measure(thrower.Thrown, commands, reads, plan.Arrivals.Seconds)) with
            {
                Interrupted = outcome.Interrupted,
                Commands = commands,
                Reads = reads,
                Errors = commands.Errors,
                Succeeded = commands.Succeeded,
                ReadErrors = reads.Errors,
                ReadsSucceeded = reads.Succeeded,
                Verdict = outcome.Audit,
            };
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // A run that breaks off proves nothing and is a failed one: the system did not come back, or could not be asked.
            folder.Note(seed, failure);
            return Outcome([.. thrower.Thrown.Select(thrown => new FaultOutcome(thrown, null))]) with { Failure = failure.Message };
        }

        RunOutcome Outcome(ImmutableArray<FaultOutcome> faults) => new(seed, schedule, faults)
        {
            Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1),
            Ended = [.. system.Ends.Skip(ended)],
        };
    }

    private static ImmutableArray<FaultOutcome> Measure(ImmutableArray<ThrownFault> thrown, CallerSeries commands, CallerSeries reads, double arrivalsEnd) =>
    [
        .. thrown.Select(fault =>
        {
            var kind = FaultCatalog.All.First(one => one.Name == fault.Name);
            var alone = thrown.All(other => ReferenceEquals(other, fault) || FaultCatalog.All.First(one => one.Name == other.Name).Unseen);
            var until = kind.LastsToTheEnd ? arrivalsEnd : double.MaxValue;
            return new FaultOutcome(fault, FaultTimes.Of(commands, fault.At, until, arrivalsEnd))
            {
                Reads = FaultTimes.Of(reads, fault.At, until, arrivalsEnd),
                Alone = alone && fault.Happened,
                Late = fault.Over > arrivalsEnd,
            };
        }),
    ];
}
