using System.CommandLine;
using AfterSales.LoadTests.Overload;
using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Scale.Sizing;

namespace AfterSales.LoadTests.Scale;

/// <summary>Options of <c>scale</c>: how it is measured, and the peak that is sized.</summary>
internal static class ScaleOptions
{
    private static readonly SizingPeak Peak = new();

    public static Option<double> Share { get; } = Ranged.Number("--load", "Processor time is measured at this share of the sustainable rate; the lower, the more of it is what a system costs that does nothing.", "", 0.5, 0.01, 1);

    public static Option<int> Seconds { get; } = Ranged.Whole("--seconds", "For so long, on each system.", "seconds", 20, 5, 3_600);

    public static Option<double> Orders { get; } = Ranged.Number("--orders", "Orders at the peak; the record is of 2020.", "per second", Peak.OrdersPerSecond, 1, 1e9);

    public static Option<double> Returns { get; } = Ranged.Number("--returns", "Of the orders, the share that comes back.", "", Peak.ReturnShare, 0.0001, 1);

    public static Option<double> PeakHours { get; } = Ranged.Number("--peak-hours", "Orders are taken to come at that rate for so long; in reality seconds.", "hours", Peak.PeakHours, 0.001, 168);

    public static Option<double> Spread { get; } = Ranged.Number("--spread-hours", "Their returns are opened over so long.", "hours", Peak.SpreadHours, 0.001, 8_760);

    public static Option<double> Factor { get; } = Ranged.Number("--peak-factor", "The busiest second of those hours.", "times their mean", Peak.PeakFactor, 1, 1_000);

    public static Option<double> Headroom { get; } = Ranged.Number("--headroom", "Processors bought for each that is needed.", "", Peak.Headroom, 1, 10);

    public static Option<int> SiloCores { get; } = Ranged.Whole("--silo-cores", "Processors of one silo.", "", Peak.CoresPerSilo, 1, 512);

    public static Option<int> PrimaryCores { get; } = Ranged.Whole("--primary-cores", "Processors of the largest server one would buy for PostgreSQL.", "", Peak.PrimaryCores, 1, 1_024);

    public static Option<double> PrimaryWal { get; } = Ranged.Number("--primary-wal", "Write-ahead log that its disk and replicas take.", "MB per second", Peak.PrimaryWalBytes / 1e6, 1, 100_000);

    public static ScaleSettings Settings(ParseResult parsed) => new(
        new OverloadSettings(parsed.GetValue(PeakOptions.Seed), OverloadOptions.Pinning(parsed))
        {
            Rate = parsed.GetValue(OverloadOptions.Rate),
            Start = parsed.GetValue(OverloadOptions.Start),
            Bound = parsed.GetValue(OverloadOptions.Bound),
            StepSeconds = parsed.GetValue(OverloadOptions.StepSeconds),
            ThinkMilliseconds = parsed.GetValue(OverloadOptions.Think),
        },
        parsed.GetValue(Share),
        parsed.GetValue(Seconds),
        new SizingPeak
        {
            OrdersPerSecond = parsed.GetValue(Orders),
            ReturnShare = parsed.GetValue(Returns),
            PeakHours = parsed.GetValue(PeakHours),
            SpreadHours = parsed.GetValue(Spread),
            PeakFactor = parsed.GetValue(Factor),
            Headroom = parsed.GetValue(Headroom),
            CoresPerSilo = parsed.GetValue(SiloCores),
            PrimaryCores = parsed.GetValue(PrimaryCores),
            PrimaryWalBytes = parsed.GetValue(PrimaryWal) * 1e6,
        });
}
