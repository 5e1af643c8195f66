using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.Chaos.Faults;
using AfterSales.LoadTests.Chaos.Reporting;
using AfterSales.LoadTests.Chaos.Runs;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Chaos;

/// <summary><c>chaos</c>: seeded runs of real processes with faults in the middle of the load, each audited.</summary>
internal static class ChaosCommand
{
    private static readonly Option<int> Runs = new("--runs") { Description = "Runs; each has the next seed.", DefaultValueFactory = _ => 50 };
    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of the first run: its load, its faults, their moments and victims.", DefaultValueFactory = _ => 1 };

    private static readonly Option<string[]> Fault = new("--fault")
    {
        Description = $"A fault of every run, in place of one to three by seed; may be repeated.\n{string.Join('\n', FaultCatalog.All.Select(fault => $"{fault.Name}: {fault.What}"))}",
    };

    private static readonly Option<double[]> At = new("--at") { Description = "Its moment, in seconds after the first arrival; one for each --fault. Without it: by seed." };
    private static readonly Option<bool> KeepGoing = new("--keep-going") { Description = "Go on after a run that failed." };
    private static readonly Option<int> FreshEvery = new("--fresh-every") { Description = "Runs on one system and database before new ones.", DefaultValueFactory = _ => 10 };
    private static readonly Option<int> Silos = new("--silos") { Description = "Silo processes.", DefaultValueFactory = _ => SystemOptions.DefaultSilos };
    private static readonly Option<int> Fronts = new("--fronts") { Description = "API processes of their own; 0: every silo serves the API.", DefaultValueFactory = _ => ChaosSettings.DefaultFronts };
    private static readonly Option<double> Rate = new("--rate") { Description = "Cases per second.", DefaultValueFactory = _ => ChaosSettings.DefaultRate };
    private static readonly Option<double> Seconds = new("--seconds") { Description = "Length of the load.", DefaultValueFactory = _ => ChaosSettings.DefaultSeconds };

    public static Command Create()
    {
        var command = new Command("chaos", "Breaks the system while callers work, and proves that nothing was lost or doubled. Exit code 1 when a run failed.")
        {
            Runs, Seed, Fault, At, KeepGoing, FreshEvery, Silos, Fronts, Rate, Seconds,
        };
        command.SetAction((parsed, cancellation) => BenchCommand.Guard(() => Run(
            new ChaosSettings(parsed.GetValue(Runs), parsed.GetValue(Seed))
            {
                Faults = [.. parsed.GetValue(Fault) ?? []],
                Moments = parsed.GetValue(At) ?? [],
                KeepGoing = parsed.GetValue(KeepGoing),
                FreshEvery = parsed.GetValue(FreshEvery),
                Silos = parsed.GetValue(Silos),
                Fronts = parsed.GetValue(Fronts),
                Rate = parsed.GetValue(Rate),
                Seconds = parsed.GetValue(Seconds),
            },
            cancellation)));
        return command;
    }

    private static async Task<int> Run(ChaosSettings settings, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var machine = await MachineFacts.Read(BenchDatabase.Server);
        var report = new ChaosReport(settings.Seed, machine, await new ChaosRuns(settings).Run(cancellation))
        {
            Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1),
            Settings = settings.ToDictionary(),
        };
        report.Write();
        ChaosTable.Print(report);
        return report.Passed ? 0 : 1;
    }
}
