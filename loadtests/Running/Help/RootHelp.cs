namespace AfterSales.LoadTests.Running.Help;

/// <summary>The first page a reader sees.</summary>
internal static class RootHelp
{
    public static HelpPage Page { get; } = new()
    {
        Texts =
        [
            new("Start here", "./bench surge takes about 100 s, needs nothing that runs already, and ends with a report to open in a browser. Each command explains itself: ./bench <command> --help."),
            new("What is started",
                "./bench builds the program, starts a private PostgreSQL that goes away at the end (or takes the server that AFTERSALES_DB names, where it makes databases of its own and drops them), "
                + "and chooses the engine: --engine auto, orleans or embedded, before or after the command."),
            new("Where results go", "All under artifacts/bench. Surge and soak: <command>-<time>/report.html and report.json. Chaos: chaos-<engine>.html and chaos-<engine>.json, and chaos-<engine>/<seed>/ of runs that failed. "
                + "Compare: compare.html and compare.json. Restart and the benches: <command>.json."),
        ],
        Examples =
        [
            ("./bench surge", "a midnight rush: x 15 within seconds, then a slow decay"),
            ("./bench soak --minutes 10 --rate 10", "the same load for ten minutes: does anything grow?"),
            ("./bench chaos --help", "the same load while processes are killed, frozen and cut off"),
        ],
    };
}
