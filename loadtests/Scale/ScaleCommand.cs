using System.CommandLine;
using AfterSales.LoadTests.Overload;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Peak.Showing;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Running.Help;
using AfterSales.LoadTests.Scale.Reporting;
using Spectre.Console;

namespace AfterSales.LoadTests.Scale;

/// <summary><c>scale</c>: what a case costs by part, and what a peak needs by that.</summary>
internal static class ScaleCommand
{
    public static Command Create()
    {
        var command = new Command("scale", "Processor time by part, three silos against one, and what a given peak needs by that.");
        HelpPages.Describe(command, new HelpPage
        {
            Groups =
            [
                new("Measured", [ScaleOptions.Share, ScaleOptions.Seconds, OverloadOptions.Think, PeakOptions.Seed]),
                new("Search for the sustainable rate", [OverloadOptions.Rate, OverloadOptions.Start, OverloadOptions.Bound, OverloadOptions.StepSeconds]),
                new("Where it runs", [OverloadOptions.DriverCores, OverloadOptions.SystemCores]),
                new("Peak that is sized", [ScaleOptions.Orders, ScaleOptions.Returns, ScaleOptions.PeakHours, ScaleOptions.Spread, ScaleOptions.Factor]),
                new("What is bought", [ScaleOptions.Headroom, ScaleOptions.SiloCores, ScaleOptions.PrimaryCores, ScaleOptions.PrimaryWal]),
                new("Results", [PeakOptions.Out]),
            ],
            Texts =
            [
                new("What it does",
                    "Starts the product on one processor together with PostgreSQL, the driver on another, finds the rate that is sustained, and measures processor time at a share of it. Orleans: one front and "
                    + "one silo, then one front and three silos under the same load. PostgreSQL is split by the pools of the product, which name their connections: log writer, log reader, read model. "
                    + "Embedded is one process: HTTP, grains, log and followers cannot be told apart from beside it, and there is nothing to compare it with."),
                new("The model",
                    "Cases per second = orders x returns x peak-hours / spread-hours x peak-factor, never more than orders x returns. Processors = cases per second x measured seconds per case x headroom. "
                    + "Silos: the cost of many follows from one and three. It is checked against the rate that was sustained here, and its error is printed."),
                new("How long", "About four minutes (Orleans five). It needs two processors that nobody else uses."),
                new("Results", "Tables here, artifacts/bench/scale.json; logs in --out. Exit code: 0 measured, 2 refused what was asked, 130 stopped."),
            ],
            Examples =
            [
                ("./bench scale", "the record of 2020"),
                ("./bench scale --orders 5000 --spread-hours 72 --rate 100", "another shop, with a rate that is known"),
            ],
        });
        command.SetAction((parsed, cancellation) => BenchCommand.Guard(() => Run(parsed, cancellation)));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = ScaleOptions.Settings(parsed);
        var folder = PeakFiles.Folder("scale", parsed.GetValue(PeakOptions.Out));
        try
        {
            var report = await PeakProgress.Run(progress => new ScaleRun(settings, folder, progress).Run(cancellation));
            report.Write();
            ScaleTable.Print(report);
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            AnsiConsole.WriteLine("stopped before there was anything to report.");
            return BenchCommand.Stopped;
        }
    }
}
