using System.CommandLine;
using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Running.Help;

namespace AfterSales.LoadTests.Peak;

/// <summary><c>soak</c>: the same load for a long time, and whether anything grows that must not.</summary>
internal static class SoakCommand
{
    public static Command Create()
    {
        var command = new Command("soak", "The same load for a long time: does memory, latency or a backlog grow?");
        HelpPages.Describe(command, new HelpPage
        {
            Groups = [new("Load", [PeakOptions.SteadyRate, PeakOptions.Minutes, PeakOptions.Seed]), .. PeakHelp.Groups],
            Texts =
            [
                new("What it does",
                    "A steady surge (see ./bench surge --help), and then checks of growth: memory by part, p50 and p99, waiting cases, webhooks pending, lists behind and promises overdue of the last third "
                    + "against the first, the first tenth left out as warming up; and what each case leaves on disk, by table. Memory may grow by a quarter or 64 MB, latency by half or 10 ms, whichever is more."),
                new("How long", "--minutes, one hour at the default, and a minute around it. Below 10 minutes the growth checks see little but warming up."),
                .. PeakHelp.Texts,
            ],
            Examples = [("./bench soak --minutes 10 --rate 10", "a first look"), ("./bench soak --minutes 480", "over night")],
        });
        command.SetAction((parsed, cancellation) => BenchCommand.Guard(() => PeakSession.Run(
            "soak", parsed, PeakPlans.Soak(parsed), report => report with { Growth = GrowthChecks.Of(report) }, cancellation)));
        return command;
    }
}
