using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.Chaos.Reporting;
using AfterSales.LoadTests.Chaos.Runs;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Running.Help;
using Spectre.Console;

namespace AfterSales.LoadTests.Chaos;

/// <summary><c>chaos</c>: seeded runs of real processes with faults in the middle of the load, each audited.</summary>
internal static class ChaosCommand
{
    public static Command Create()
    {
        var command = new Command("chaos", "Breaks the system while callers work, and proves that nothing was lost or doubled. Exit code 1 when a run failed or proved nothing.");
        HelpPages.Describe(command, ChaosHelp.Page);
        command.SetAction((parsed, cancellation) => BenchCommand.Guard(() => Run(ChaosOptions.Read(parsed), cancellation)));
        return command;
    }

    private static async Task<int> Run(ChaosSettings settings, CancellationToken cancellation)
    {
        var startedAt = DateTimeOffset.UtcNow;
        var started = Stopwatch.GetTimestamp();
        var machine = await MachineFacts.Read(BenchDatabase.Server);
        ChaosReport? report = null;
        try
        {
            // Written after each run: whatever ends the set, what was seen until then is there.
            await new ChaosRuns(settings).Run(Write, cancellation);
        }
        finally
        {
            if (report is not null)
            {
                report = report with { Interrupted = cancellation.IsCancellationRequested && report.Runs.Length < settings.Runs };
                report.Write();
                ChaosTable.Print(report);
            }
        }

        if (cancellation.IsCancellationRequested && report is null or { Interrupted: true })
        {
            AnsiConsole.WriteLine(report is null ? "stopped before a run was over: nothing was written." : $"stopped after {report.Runs.Length} of {settings.Runs} runs.");
            return BenchCommand.Stopped;
        }

        return report is { Passed: true } ? 0 : 1;

        void Write(ImmutableArray<RunOutcome> runs)
        {
            report = new ChaosReport(settings.Seed, machine, runs)
            {
                StartedAt = startedAt,
                Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1),
                Settings = settings.ToDictionary(),
            };
            report.Write();
        }
    }
}
