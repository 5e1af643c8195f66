using System.CommandLine;
using System.Globalization;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Arrivals;

namespace AfterSales.LoadTests.Peak.Options;

/// <summary>From what was typed to a plan; what cannot be is one line that names the option.</summary>
internal static class PeakPlans
{
    private const double MaxSlices = 7_200;

    public static PeakPlan Surge(ParseResult parsed)
    {
        var profile = parsed.GetRequiredValue(PeakOptions.Profile);
        var file = parsed.GetValue(PeakOptions.File);
        if (profile == "replay" != file is not null)
        {
            throw new BenchRefusedException(file is null ? "--profile replay needs --file CSV." : $"--file belongs to --profile replay, not to {profile}.");
        }

        if (file is { Exists: false })
        {
            throw new BenchRefusedException($"--file must be a CSV that exists, not '{file.FullName}'.");
        }

        var (seconds, hours) = (parsed.GetValue(PeakOptions.Seconds), parsed.GetValue(PeakOptions.Stretch));
        return Plan(parsed, file is null
            ? new ArrivalPlan(profile, parsed.GetValue(PeakOptions.Rate), seconds) { Peak = parsed.GetValue(PeakOptions.Peak) }
            : ReplayFile.Plan(file.FullName, seconds, parsed.GetValue(PeakOptions.Seed), hours > 0 ? TimeSpan.FromHours(hours) : null));
    }

    public static PeakPlan Soak(ParseResult parsed) =>
        Plan(parsed, new ArrivalPlan("steady", parsed.GetValue(PeakOptions.SteadyRate), parsed.GetValue(PeakOptions.Minutes) * 60));

    public static FleetSettings Fleet(ParseResult parsed, string folder)
    {
        var (local, remote, listen) = (parsed.GetValue(PeakOptions.Drivers), parsed.GetValue(PeakOptions.Remote), parsed.GetValue(PeakOptions.Listen));
        return (local + remote, remote, listen) switch
        {
            (0, _, _) => throw new BenchRefusedException("--drivers 0 needs --remote 1 or more: somebody has to drive."),
            (_, 0, not null) => throw new BenchRefusedException("--listen belongs to --remote 1 or more."),
            _ => new FleetSettings(local, remote, listen, Path.Combine(folder, "journals")),
        };
    }

    private static PeakPlan Plan(ParseResult parsed, ArrivalPlan arrivals) => new()
    {
        Seed = parsed.GetValue(PeakOptions.Seed),
        Run = PeakPlan.NewRun('r'),
        Arrivals = arrivals,
        Customers = parsed.GetValue(PeakOptions.Customers),
        Products = parsed.GetValue(PeakOptions.Products),
        Agents = parsed.GetValue(PeakOptions.Agents),
        StreamShare = parsed.GetValue(PeakOptions.Streams),
        Compression = parsed.GetValue(PeakOptions.Compression),
        ThinkMilliseconds = parsed.GetValue(PeakOptions.Think),
        PatienceSeconds = parsed.GetValue(PeakOptions.Patience),
        DrainSeconds = parsed.GetValue(PeakOptions.Drain),
        SliceMilliseconds = 1_000 * (int)Math.Max(1, Math.Ceiling(arrivals.Seconds / MaxSlices)),
    };
}
