using AfterSales.LoadTests.Running.Help;

namespace AfterSales.LoadTests.Chaos;

/// <summary>The help of <c>chaos</c>.</summary>
internal static class ChaosHelp
{
    public static HelpPage Page { get; } = new()
    {
        Groups =
        [
            new("Runs", [ChaosOptions.Runs, ChaosOptions.Seed, ChaosOptions.KeepGoing]),
            new("Faults", [ChaosOptions.Fault, ChaosOptions.At]),
            new("Load", [ChaosOptions.Rate, ChaosOptions.Seconds]),
            new("System", [ChaosOptions.Silos, ChaosOptions.Fronts, ChaosOptions.FreshEvery]),
        ],
        Texts =
        [
            new("What it does",
                "Starts the product as processes of its own with an empty database on this machine, lets cases arrive, and two to five seconds later kills, freezes, cuts off or takes away what the seed says. "
                + "Cases go on for at least 15 s after the last fault. Then an auditor compares what callers were told with the log, the cases, the lists, the agents, the promises and the webhooks. "
                + "Faults of PostgreSQL need the private server that ./bench starts: one that AFTERSALES_DB names is left alone."),
            new("How long", "A run takes about a minute: 20 to 30 s of arrivals, up to 15 s of drain, the rest audit. 50 runs take about 55 min. Ctrl-C ends the set: the runs that are over are reported, exit code 130."),
            new("Results",
                "A few lines after each run, a table at the end, and after every run artifacts/bench/chaos-<engine>.html (open it in a browser; it needs nothing else) and chaos-<engine>.json (the same figures). "
                + "Of a run that failed: artifacts/bench/chaos-<engine>/<seed>/ with journals/ (every command and what its caller was told) and logs/ (output of the processes). "
                + "Exit code: 0 every run passed, 1 a run failed or was not proven, 2 refused what was asked, 130 stopped by Ctrl-C."),
            new("How to read them",
                "First the verdict: every kind of fault the auditor knows must be zero. Not proven: a fault hit nothing, so the run says nothing about it. Then the times, in seconds after the fault: they are of commands, "
                + "since a system that only answers reads is down. 'Never' and 'to the end' mean that the end was not seen; such a run meets no goal."),
            new("To repeat one run", "Each run that did not pass prints the command: its seed with --runs 1 and the same settings gives the same load, faults, moments and victims."),
        ],
        Examples =
        [
            ("./bench chaos", "fifty runs, one to three faults each, stops at the first that fails"),
            ("./bench chaos --runs 5 --seed 30", "seeds 30 to 34"),
            ("./bench chaos --runs 1 --fault kill-all --at 4", "every process killed after 4 s"),
            ("./bench chaos --keep-going --runs 200", "a night: all seeds, whatever fails"),
        ],
    };
}
