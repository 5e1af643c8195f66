using System.CommandLine;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Overload.Pinned;
using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Overload;

/// <summary>Options of <c>overload</c>, in the groups that the help shows; <c>scale</c> takes some of them.</summary>
internal static class OverloadOptions
{
    public static Option<double> Rate { get; } = Ranged.Number("--rate", "Cases per second taken as sustainable; 0: found first, in about two minutes.", "cases per second", 0, 0, 20_000);

    public static Option<double> Start { get; } = Ranged.Number("--start", "First rate of the search; it is doubled from there.", "cases per second", 20, 0.5, 10_000);

    public static Option<double> Bound { get; } = Ranged.Number(
        "--bound", "A rate is sustained up to this p99 of commands on open cases, as long as 98 % of the cases are opened (or refused by a rule) within a second of their arrival.", "milliseconds", 250, 1, 60_000);

    public static Option<int> StepSeconds { get; } = Ranged.Whole("--step-seconds", "Length of a step of the search.", "seconds", 8, 4, 600);

    public static Option<int> Seconds { get; } = Ranged.Whole("--seconds", "Length of the baseline and of each overload.", "seconds", 20, 6, 3_600);

    public static Option<int> Recovery { get; } = Ranged.Whole("--recovery", "Length of the phase at half of the rate after each overload.", "seconds", 15, 5, 600);

    public static Option<double> Think { get; } = Ranged.Number("--think", "Median of the time a person thinks before he acts; log-normal.", "milliseconds", 100, 0, 60_000);

    public static Option<double> Patience { get; } = Ranged.Number("--patience", "How long a caller tries again before he gives up.", "seconds", 5, 1, 600);

    public static Option<int> Silos { get; } = Ranged.Whole("--silos", "Silo processes: 1 with the embedded engine.", "", 1, 1, 9);

    public static Option<int> Fronts { get; } = Ranged.Whole("--fronts", "API processes of their own: 0 with the embedded engine.", "", 0, 0, 9);

    public static Option<string> DriverCores { get; } = CoreList.Option("--driver-cores", "Processors of the driver and of this program.", "0");

    public static Option<string> SystemCores { get; } = CoreList.Option("--system-cores", "Processors of the system and of PostgreSQL.", "1");

    public static OverloadSettings Settings(ParseResult parsed)
    {
        var (silos, fronts) = (parsed.GetValue(Silos), parsed.GetValue(Fronts));
        if (BenchReport.BuiltFor == "embedded" && (silos, fronts) != (1, 0))
        {
            throw new BenchRefusedException("--silos must be 1 and --fronts 0 with the embedded engine; more need --engine orleans.");
        }

        return new OverloadSettings(parsed.GetValue(PeakOptions.Seed), Pinning(parsed))
        {
            Rate = parsed.GetValue(Rate),
            Start = parsed.GetValue(Start),
            Bound = parsed.GetValue(Bound),
            StepSeconds = parsed.GetValue(StepSeconds),
            Seconds = parsed.GetValue(Seconds),
            RecoverySeconds = parsed.GetValue(Recovery),
            ThinkMilliseconds = parsed.GetValue(Think),
            PatienceSeconds = parsed.GetValue(Patience),
            Silos = silos,
            Fronts = fronts,
        };
    }

    public static Pinning Pinning(ParseResult parsed)
    {
        var (drivers, system) = (parsed.GetRequiredValue(DriverCores), parsed.GetRequiredValue(SystemCores));
        CoreList.Check(drivers, system, Environment.ProcessorCount);
        return new Pinning(drivers, system);
    }
}
