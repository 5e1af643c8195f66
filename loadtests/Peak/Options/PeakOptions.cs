using System.CommandLine;
using System.CommandLine.Parsing;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Peak.Options;

/// <summary>Options of <c>surge</c> and <c>soak</c>, in the groups that the help shows.</summary>
internal static class PeakOptions
{
    public const string AuditDatabase = "AFTERSALES_AUDIT_DB";

    private static readonly string[] Profiles = ["steady", "midnight", "lunch", "jd618", "replay"];

    public static Option<string> Profile { get; } = new("--profile")
    {
        Description = "When cases arrive. steady: always the same; midnight: x --peak within seconds, then a slow decay; lunch: a broad bump; jd618: bursts; replay: the times of --file. [default midnight]",
        HelpName = string.Join('|', Profiles),
        DefaultValueFactory = _ => "midnight",
        CustomParser = argument => Profiles.Contains(argument.Tokens[0].Value) ? argument.Tokens[0].Value : Refuse(argument, $"--profile must be {string.Join(", ", Profiles[..^1])} or {Profiles[^1]}"),
    };

    public static Option<FileInfo> File { get; } = new("--file")
    {
        Description = "With replay: a CSV of real arrivals with a column opened_at or arrived_at and, where there are any, priority, reassignment_count and reopen_count. The number of its rows replaces --rate.",
        HelpName = "CSV",
    };

    public static Option<double> Stretch { get; } = Ranged.Number("--stretch", "With replay: the busiest so many hours of the file are compressed into --seconds; 0: the whole file.", "hours", 24, 0, 1_000_000);

    public static Option<double> Rate { get; } = Ranged.Number("--rate", "Cases that arrive, before the peak (steady: throughout; not for replay).", "cases per second", 2, 0.01, 100_000);

    public static Option<double> SteadyRate { get; } = Ranged.Number("--rate", "Cases that arrive.", "cases per second", 10, 0.01, 100_000);

    public static Option<double> Peak { get; } = Ranged.Number("--peak", "Height of the peak; midnight in reality: 30.", "times --rate", 15, 1, 1_000);

    public static Option<double> Seconds { get; } = Ranged.Number("--seconds", "From the first arrival to the last.", "seconds", 50, 5, 86_400);

    public static Option<double> Minutes { get; } = Ranged.Number("--minutes", "From the first arrival to the last.", "minutes", 60, 0.5, 10_080);

    public static Option<int> Customers { get; } = Ranged.Whole("--customers", "Customers of the shop; few are busy, most have one order.", "", 5_000, 1, 10_000_000);

    public static Option<int> Products { get; } = Ranged.Whole("--products", "Products of the shop; few sell most.", "", 2_000, 1, 1_000_000);

    public static Option<int> Agents { get; } = Ranged.Whole("--agents", "Agents who work on what is routed to them, in live streams. 0: nobody is routed to, staff acts by role.", "", 40, 0, 10_000);

    public static Option<double> Streams { get; } = Ranged.Number("--streams", "Share of customers who hold a live stream; the others ask again and again.", "", 0.2, 0, 1);

    public static Option<double> Think { get; } = Ranged.Number("--think", "Median of the time a person thinks before he acts; log-normal.", "milliseconds", 500, 0, 3_600_000);

    public static Option<double> Patience { get; } = Ranged.Number("--patience", "How long a caller tries again, under the same key, before he gives up.", "seconds", 30, 1, 3_600);

    public static Option<double> Drain { get; } = Ranged.Number("--drain", "How long cases under way may go on after the last arrival.", "seconds", 15, 0, 3_600);

    public static Option<double> Compression { get; } = Ranged.Number("--compression", "Promised times are divided by this, so that clocks run out within the run: 17280 makes 5 s of a day.", "times", 17_280, 1, 1_000_000);

    public static Option<int> Seed { get; } = Ranged.Whole("--seed", "The same seed and settings give the same arrivals and cases, and the same choices where the system gives the same answers.", "", 20_101_201, 0, int.MaxValue);

    public static Option<int> Drivers { get; } = Ranged.Whole("--drivers", "Driver processes on this machine.", "", 1, 0, 64);

    public static Option<int> Remote { get; } = Ranged.Whole("--remote", "Driver processes that join from other machines before it begins; what to run there is shown.", "", 0, 0, 1_000);

    public static Option<Uri> Listen { get; } = Address("--listen", "With --remote: the address of this machine at which they report, e.g. http://10.0.0.5:9400. [default: every address, a free port]");

    public static Option<int> Silos { get; } = Ranged.Whole("--silos", "Silo processes of the system that is started: 1 with the embedded engine.", "", SystemOptions.DefaultSilos, 1, 9);

    public static Option<Uri[]> Urls { get; } = new("--url")
    {
        Description = $"A system that runs already, instead of starting one; once for every process that serves the API (behind a balancer each look at /metrics may meet another process, and figures jump). Needs its development key (--data). "
            + $"{AuditDatabase} may name its database: without it nothing is seen of the log, and the auditor has the API alone.",
        HelpName = "URL",
        CustomParser = argument => [.. argument.Tokens.Select(token => Http(argument, "--url", token)).OfType<Uri>()],
    };

    public static Option<DirectoryInfo> Data { get; } = new("--data")
    {
        Description = "Data folder of the system at --url, for its development key. [default .data; or the variable AFTERSALES_Auth__DevelopmentKey]",
        HelpName = "FOLDER",
    };

    public static Option<DirectoryInfo> Out { get; } = new("--out")
    {
        Description = "Folder for report.html, report.json, the drivers' journals and the processes' logs. [default artifacts/bench/<command>-<time>]",
        HelpName = "FOLDER",
    };

    private static Option<Uri> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URL",
        CustomParser = argument => Http(argument, name, argument.Tokens[0]),
    };

    private static Uri? Http(ArgumentResult argument, string name, Token token)
    {
        if (Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" })
        {
            return url;
        }

        argument.AddError($"{name} must be an http address, not '{token.Value}'.");
        return null;
    }

    private static string Refuse(ArgumentResult argument, string rule)
    {
        argument.AddError($"{rule}, not '{argument.Tokens[0].Value}'.");
        return "";
    }
}
