using System.CommandLine;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.LoadTests.Peak.Showing;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;
using Spectre.Console;

namespace AfterSales.LoadTests.Peak;

/// <summary>What <c>surge</c> and <c>soak</c> have in common: check, start, run, report.</summary>
internal static class PeakSession
{
    /// <param name="judge">Adds what only this command looks at.</param>
    /// <returns>0 held, 1 not held, 130 stopped.</returns>
    public static async Task<int> Run(string bench, ParseResult parsed, PeakPlan plan, Func<PeakReport, PeakReport> judge, CancellationToken cancellation)
    {
        PeakSystems.Check(parsed);
        PeakPlans.Fleet(parsed, "");
        var folder = PeakFiles.Folder(bench, parsed.GetValue(PeakOptions.Out));
        try
        {
            var report = judge(await PeakProgress.Run(progress => Drive(bench, parsed, plan, folder, progress, cancellation)));
            var page = PeakFiles.Write(report, folder);
            PeakTables.Print(report);
            AnsiConsole.WriteLine($"report: {Path.GetRelativePath(Environment.CurrentDirectory, page)} (open it in a browser; report.json, journals and logs lie beside it)");
            return ExitCode(report);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            AnsiConsole.WriteLine("stopped before there was anything to report.");
            return BenchCommand.Stopped;
        }
    }

    /// <summary>A run that was stopped proved neither: it did not reach what was asked for.</summary>
    public static int ExitCode(PeakReport report) => report.Interrupted ? BenchCommand.Stopped : report.Held ? 0 : 1;

    private static async Task<PeakReport> Drive(
        string bench, ParseResult parsed, PeakPlan plan, string folder, PeakProgress progress, CancellationToken cancellation)
    {
        progress.Say($"{bench}: {Expectation(plan)}");
        progress.Show(new FleetProgress("starting the system", 0));
        await using var system = await PeakSystems.Open(parsed, folder, cancellation);
        progress.Say($"the system serves at {string.Join(", ", system.Fronts)}");
        var outcome = await PeakRun.Run(plan, system, PeakPlans.Fleet(parsed, folder), during: null, progress.Show, cancellation);
        var machine = system.ConnectionString is { } database ? await MachineFacts.Read(database) : MachineFacts.Read();
        var report = PeakReports.Of(bench, outcome, machine, marks: []);
        return report with { Settings = report.Settings.AddRange(Where(parsed, system)) };
    }

    private static Dictionary<string, string> Where(ParseResult parsed, LoadedSystem system) => new()
    {
        ["system"] = parsed.GetValue(PeakOptions.Urls) is { Length: > 0 } urls ? $"running at {string.Join(", ", (object[])urls)}" : $"started here, {system.Fronts.Length} front(s)",
        ["drivers"] = $"{parsed.GetValue(PeakOptions.Drivers)} here, {parsed.GetValue(PeakOptions.Remote)} elsewhere",
    };

    private static string Expectation(PeakPlan plan)
    {
        var minutes = (plan.Arrivals.Seconds + plan.DrainSeconds + 30) / 60;
        return $"profile {plan.Arrivals.Profile}, arrivals over {plan.Arrivals.Seconds:0.#} s; ends in about {minutes:0.#} min. Ctrl-C stops it and reports what there is.";
    }
}
