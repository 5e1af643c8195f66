using System.CommandLine;
using AfterSales.LoadTests.Overload.Reporting;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Peak.Showing;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Running.Help;
using Spectre.Console;

namespace AfterSales.LoadTests.Overload;

/// <summary><c>overload</c>: more cases than can be served, and what becomes of those that are let in.</summary>
internal static class OverloadCommand
{
    public static Command Create()
    {
        var command = new Command("overload", "Twice and five times what the system sustains: is what is let in still served, and how soon is it over?");
        HelpPages.Describe(command, new HelpPage
        {
            Groups =
            [
                new("Load", [OverloadOptions.Rate, OverloadOptions.Seconds, OverloadOptions.Recovery, PeakOptions.Seed]),
                new("Search", [OverloadOptions.Start, OverloadOptions.Bound, OverloadOptions.StepSeconds]),
                new("People", [OverloadOptions.Think, OverloadOptions.Patience]),
                new("Where it runs", [OverloadOptions.DriverCores, OverloadOptions.SystemCores, OverloadOptions.Silos, OverloadOptions.Fronts]),
                new("Results", [PeakOptions.Out]),
            ],
            Texts =
            [
                new("What it does",
                    "Starts the product with an empty database and keeps it and PostgreSQL on one processor, the driver on another. Finds the rate that is sustained, then drives one run of phases: "
                    + "that rate (the baseline), twice as much, half of it, five times as much, half of it. Goodput is commands acknowledged per second. In the halves it is measured when the p99 of commands "
                    + "on open cases is normal again: three seconds in a row at twice the baseline's p99 or less. Then the auditor compares the whole run with what callers were told."),
                new("How long", "Five to ten minutes at its defaults: two of search, two of phases, the rest audit, which waits for what the overload left to be sent. It needs two processors that nobody else uses."),
                new("How to read it",
                    "New cases are turned away (503 with Retry-After) so that open ones go on: 'open/s' stays near what is sustained while 'arrive/s' is a multiple of it. The driver must have time to spare: "
                    + "when it uses all of its processor, the figures are its own. PostgreSQL is pinned only where ./bench started it."),
                new("Results",
                    "A table here, artifacts/bench/overload.json, and in --out: report.html and report.json as of a surge, journals/, logs/. Exit code: 0 every goal met, 1 one missed, 2 refused what was asked, 130 stopped."),
            ],
            Examples =
            [
                ("./bench overload", "find the rate, then x 2 and x 5 for 20 s each"),
                ("./bench overload --rate 60 --seconds 10", "with a rate that is known"),
                ("./bench overload --engine orleans --silos 3", "three silos on the one processor"),
            ],
        });
        command.SetAction((parsed, cancellation) => BenchCommand.Guard(() => Run(parsed, cancellation)));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = OverloadOptions.Settings(parsed);
        var folder = PeakFiles.Folder("overload", parsed.GetValue(PeakOptions.Out));
        try
        {
            var (report, peak) = await PeakProgress.Run(progress => new OverloadRun(settings, folder, progress).Run(cancellation));
            report.Write();
            var page = PeakFiles.Write(peak, folder);
            OverloadTable.Print(report);
            AnsiConsole.WriteLine($"report: {Path.GetRelativePath(Environment.CurrentDirectory, page)} (all phases over time; open it in a browser)");
            return report.Held ? 0 : 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            AnsiConsole.WriteLine("stopped before there was anything to report.");
            return BenchCommand.Stopped;
        }
    }
}
