using System.CommandLine;
using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Running.Help;

namespace AfterSales.LoadTests.Peak;

/// <summary><c>surge</c>: a promotion day on the system, and whether it held.</summary>
internal static class SurgeCommand
{
    public static Command Create()
    {
        var command = new Command("surge", "Puts a promotion day on the system and proves what it held: latency, errors, and that nothing was lost.");
        HelpPages.Describe(command, new HelpPage
        {
            Groups =
            [
                new("Load", [PeakOptions.Profile, PeakOptions.Rate, PeakOptions.Peak, PeakOptions.Seconds, PeakOptions.Seed, PeakOptions.File, PeakOptions.Stretch]),
                .. PeakHelp.Groups,
            ],
            Texts =
            [
                new("What it does",
                    "Starts the product as processes of its own with an empty database on this machine (or takes the one at --url), opens a shop, and lets cases arrive by plan, "
                    + "whether the system keeps up or not. Customers, staff and agents take each case through its life, think, ask again, hold live streams. "
                    + "Then an auditor compares what callers were told with the log, the cases, the lists, the agents, the promises and the webhooks."),
                new("How long",
                    "At its defaults about 100 s: 15 s of start, 50 s of arrivals from 2 cases per second to 30, 15 s of drain, the rest audit. That is a load for two cores; raise --rate until p99 or errors rise."),
                .. PeakHelp.Texts,
            ],
            Examples =
            [
                ("./bench surge", "midnight, x 15 within seconds"),
                ("./bench surge --profile steady --rate 20 --seconds 120", "two minutes at the same rate"),
                ("./bench surge --rate 5 --peak 30 --drivers 2", "the real midnight, for a machine of eight cores or more"),
                ("./bench surge --profile replay --file incidents.csv --seconds 60", "the busiest day of a real log within a minute"),
                ("./bench surge --url http://127.0.0.1:8080 --data .data", "against a system that ./run started: one --url for each process"),
            ],
        });
        command.SetAction((parsed, cancellation) => BenchCommand.Guard(() =>
            PeakSession.Run("surge", parsed, PeakPlans.Surge(parsed), report => report, cancellation)));
        return command;
    }
}
