using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.LoadTests.Running.Help;

namespace AfterSales.LoadTests.Peak;

/// <summary>What the help of <c>surge</c> and <c>soak</c> has in common.</summary>
internal static class PeakHelp
{
    public static ImmutableArray<HelpGroup> Groups { get; } =
    [
        new("People", [PeakOptions.Agents, PeakOptions.Customers, PeakOptions.Products, PeakOptions.Streams, PeakOptions.Think, PeakOptions.Patience, PeakOptions.Drain, PeakOptions.Compression]),
        new("Drivers", [PeakOptions.Drivers, PeakOptions.Remote, PeakOptions.Listen]),
        new("System", [PeakOptions.Silos, PeakOptions.Urls, PeakOptions.Data]),
        new("Results", [PeakOptions.Out]),
    ];

    public static ImmutableArray<HelpText> Texts { get; } =
    [
        new("Results",
            "A table here, and in --out: report.html (open it in a browser; it needs nothing else and may be sent to anyone), report.json (the same figures), journals/ (every command and what its caller was told), "
            + "logs/ (output of the processes). Exit code: 0 held (" + PeakVerdict.Rule + "), 1 not held, 2 refused what was asked, 130 stopped by Ctrl-C (with a report when cases had begun to arrive)."),
        new("How to read them",
            "First the auditor: every kind of fault must be zero, or nothing else counts. Then the driver: when it was the bottleneck, the figures are the driver's and not the system's. "
            + "Then latency: it counts from the moment an operation was meant to start, so waiting for a busy system is part of it, and so is what callers waited who gave up; service time beside it is what the system took. "
            + "Answers 429 and 503 are the system's way to say \"come again later\"; callers do, under the same key."),
    ];
}
