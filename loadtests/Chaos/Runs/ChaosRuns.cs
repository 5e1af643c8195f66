using AfterSales.LoadTests.Chaos.Faults;
using AfterSales.LoadTests.Chaos.Reporting;
using AfterSales.LoadTests.Chaos.Scheduling;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Peak.Showing;
using AfterSales.LoadTests.Systems.Postgres;
using Spectre.Console;

namespace AfterSales.LoadTests.Chaos.Runs;

/// <summary>All runs, one after the other; each says what it saw as soon as it is over.</summary>
internal sealed class ChaosRuns(ChaosSettings settings)
{
    private readonly ChaosFolder _folder = new();

    /// <param name="finished">Told all runs that are over, after each.</param>
    /// <param name="cancellation">Ends it; the run under way counts when all of it was driven, or when the auditor found something in it.</param>
    public async Task Run(Action<ImmutableArray<RunOutcome>> finished, CancellationToken cancellation)
    {
        var schedules = Schedules();
        var outcomes = ImmutableArray.CreateBuilder<RunOutcome>(settings.Runs);
        await using var system = new ChaosSystem(settings);
        foreach (var (seed, schedule) in schedules)
        {
            AnsiConsole.WriteLine(ChaosText.Beginning(outcomes.Count + 1, settings.Runs, seed, schedule));
            RunOutcome outcome;
            try
            {
                outcome = await One(system, seed, schedule, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }

            if (cancellation.IsCancellationRequested && outcome.Idle)
            {
                break;
            }

            outcomes.Add(outcome);
            finished(outcomes.ToImmutable());
            foreach (var line in ChaosText.Of(outcome))
            {
                AnsiConsole.WriteLine(line);
            }

            if ((outcome.Failed && !settings.KeepGoing) || cancellation.IsCancellationRequested)
            {
                break;
            }
        }
    }

    private async Task<RunOutcome> One(ChaosSystem systems, int seed, ImmutableArray<PlannedFault> schedule, CancellationToken cancellation)
    {
        var (system, outcome) = await PeakProgress.Run(async progress =>
        {
            progress.Show(new FleetProgress("starting the system", 0));
            var next = await systems.Next(cancellation);
            return (next, await new ChaosRun(settings, seed, schedule, _folder).On(next, progress.Show, cancellation));
        });
        if (!outcome.Failed)
        {
            _folder.Forget(seed);
            return outcome.Proven ? outcome : outcome with { Repeat = Repeat(seed) };
        }

        var kept = _folder.Keep(seed, system);
        await systems.Discard();
        return outcome with { Kept = kept, Repeat = Repeat(seed) };
    }

    private IEnumerable<(int Seed, ImmutableArray<PlannedFault> Schedule)> Schedules()
    {
        var ownServer = PrivateServer.Find() is not null;
        var asked = settings.Faults.Select(name => FaultCatalog.Find(name, settings.Silos, ownServer)).ToImmutableArray();
        var possible = FaultCatalog.Possible(settings.Silos, ownServer);
        return Enumerable.Range(settings.Seed, settings.Runs).Select(seed => (seed, asked.IsEmpty
            ? FaultSchedule.Random(seed, possible)
            : FaultSchedule.Fixed(seed, asked, settings.Moments)));
    }

    private string Repeat(int seed) => string.Join(' ', [
        "./bench --engine", BenchEngine, "chaos --runs 1 --seed", $"{seed}",
        .. settings.Faults.Select(fault => $"--fault {fault}"), .. settings.Moments.Select(moment => $"--at {moment}"),
        $"--silos {settings.Silos} --fronts {settings.Fronts} --rate {settings.Rate} --seconds {settings.Seconds}",
    ]);

    private static string BenchEngine => Measuring.BenchReport.BuiltFor;
}
