using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.LoadTests.Sampling;
using AfterSales.LoadTests.Sampling.Processes;

namespace AfterSales.LoadTests.Overload.Phases;

/// <summary>What one phase showed.</summary>
/// <param name="Offered">Cases that arrived per second.</param>
/// <param name="Opened">Cases opened per second.</param>
/// <param name="Goodput">Commands acknowledged per second, the first seconds of the phase left out.</param>
internal sealed record PhaseFigures(string Name, double Offered, double Opened, double Goodput)
{
    /// <summary>Seconds in which a phase finds its level: cases that arrive have their commands over some time.</summary>
    public const int LeadSeconds = 3;

    /// <summary>All operations that succeeded per second, readers included.</summary>
    public double Operations { get; init; }

    /// <summary>Commands on open cases, milliseconds from the intended start to the last answer.</summary>
    public required Percentiles Actions { get; init; }

    /// <summary>Openings that succeeded, from the arrival on.</summary>
    public required Percentiles Opens { get; init; }

    public long OpensGivenUp { get; init; }

    public long ActionsGivenUp { get; init; }

    /// <summary>Attempts that failed, by kind.</summary>
    public ImmutableSortedDictionary<string, long> Errors { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Resident memory of the product's processes at most.</summary>
    public double? Megabytes { get; init; }

    public double? PostgresMegabytes { get; init; }

    /// <summary>The worst p99 of a second of how late clocks and deadlines fired, in milliseconds.</summary>
    public double? SlaLateness { get; init; }

    public double? SystemCores { get; init; }

    /// <summary>Of the system's processors, what somebody else used on average; null when it was not watched.</summary>
    public double? OtherCores { get; init; }

    /// <summary>Processors that the drivers used on average.</summary>
    public double? DriverCores { get; init; }

    /// <summary>Of the operations due in the phase, the share that was sent in it.</summary>
    public double SentShare { get; init; }

    public static PhaseFigures Of(Phase phase, CommandSeries series, FleetResult fleet, ImmutableArray<SystemSample> samples, int sliceMilliseconds)
    {
        var seconds = phase.To - phase.From;
        var (whole, level) = (series.Between(phase.From, phase.To), series.Between(phase.From + Math.Min(LeadSeconds, seconds / 2), phase.To));
        var slices = fleet.Drivers.SelectMany(driver => driver.Slices)
            .Where(slice => slice.Index * sliceMilliseconds / 1000 is var second && second >= phase.From && second < phase.To).ToList();
        var seen = samples.Where(sample => sample.Second >= phase.From && sample.Second < phase.To).ToList();
        var planned = slices.Sum(slice => slice.Planned);
        return new PhaseFigures(phase.Name, (double)slices.Sum(slice => slice.Arrivals) / seconds, (double)whole.Opened / seconds, level.Goodput)
        {
            Operations = (double)slices.Sum(slice => slice.Succeeded) / seconds,
            Actions = whole.Actions,
            Opens = whole.Opens,
            OpensGivenUp = whole.OpensGivenUp,
            ActionsGivenUp = whole.ActionsGivenUp,
            Errors = slices.SelectMany(slice => slice.Errors).GroupBy(error => error.Key, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(error => error.Key, error => error.Sum(one => one.Value), StringComparer.Ordinal),
            Megabytes = Most(seen, sample => Product(sample.Megabytes)),
            PostgresMegabytes = Most(seen, sample => sample.Megabytes.TryGetValue(ProcessTable.PostgresPart, out var used) ? used : null),
            SlaLateness = seen.Max(sample => sample.SlaLateness),
            SystemCores = Mean(seen, sample => Product(sample.Cores) + sample.Cores.GetValueOrDefault(ProcessTable.PostgresPart)),
            DriverCores = Mean(seen, sample => sample.Cores.TryGetValue(ProcessTable.DriverPart, out var used) ? used : null),
            SentShare = planned == 0 ? 1 : (double)slices.Sum(slice => slice.Sent) / planned,
        };
    }

    /// <summary>Null when nothing of the product was seen.</summary>
    private static double? Product(ImmutableSortedDictionary<string, double> parts)
    {
        double[] own = [.. parts.Where(part => part.Key is not (ProcessTable.PostgresPart or ProcessTable.DriverPart or ProcessTable.OwnPart)).Select(part => part.Value)];
        return own.Length == 0 ? null : own.Sum();
    }

    private static double? Most(List<SystemSample> samples, Func<SystemSample, double?> of) => samples.Max(of);

    private static double? Mean(List<SystemSample> samples, Func<SystemSample, double?> of) => samples.Average(of);
}
