using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Sampling;

namespace AfterSales.LoadTests.Peak.Reporting;

/// <summary>One step of the timeline: what drivers counted in it, per second, and what was seen of the system. Null: not seen.</summary>
/// <param name="Second">Where it begins.</param>
internal sealed record TimelineStep(double Second)
{
    public double Arrivals { get; init; }

    public double Planned { get; init; }

    public double Sent { get; init; }

    public double Succeeded { get; init; }

    public double Refused { get; init; }

    public double GivenUp { get; init; }

    public ImmutableSortedDictionary<string, double> Errors { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Of operations that succeeded or were given up in it; null when there were none.</summary>
    public Percentiles? Latency { get; init; }

    public ImmutableSortedDictionary<string, double> Cores { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    public ImmutableSortedDictionary<string, double> Megabytes { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>This and the following: the worst seen in the step.</summary>
    public double? Waiting { get; init; }

    public double? ReadLag { get; init; }

    public double? SlaLateness { get; init; }

    public double? Overdue { get; init; }

    public double? WebhooksPending { get; init; }

    /// <summary>Rows of the log per second, on average.</summary>
    public double? Appends { get; init; }

    public static TimelineStep Of(double second, double seconds, ImmutableArray<DriverSlice> slices, ImmutableArray<SystemSample> samples)
    {
        return new TimelineStep(second)
        {
            Arrivals = PerSecond(slice => slice.Arrivals),
            Planned = PerSecond(slice => slice.Planned),
            Sent = PerSecond(slice => slice.Sent),
            Succeeded = PerSecond(slice => slice.Succeeded),
            Refused = PerSecond(slice => slice.Refused),
            GivenUp = PerSecond(slice => slice.GivenUp),
            Errors = slices.SelectMany(slice => slice.Errors).GroupBy(error => error.Key, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(error => error.Key, error => error.Sum(one => one.Value) / seconds, StringComparer.Ordinal),
            Latency = slices.Any(slice => !slice.Latency.Counts.IsDefaultOrEmpty) ? Percentiles.Of(slices.Select(slice => slice.Latency)) : null,
            Cores = ByPart(sample => sample.Cores, values => values.Average()),
            Megabytes = ByPart(sample => sample.Megabytes, values => values.Max()),
            Waiting = samples.Max(sample => sample.Waiting),
            ReadLag = samples.Max(sample => sample.ReadLag),
            SlaLateness = samples.Max(sample => sample.SlaLateness),
            Overdue = samples.Max(sample => sample.Overdue),
            WebhooksPending = samples.Max(sample => sample.WebhooksPending),
            Appends = samples.Average(sample => sample.Appends),
        };

        double PerSecond(Func<DriverSlice, long> count) => slices.Sum(count) / seconds;

        ImmutableSortedDictionary<string, double> ByPart(Func<SystemSample, ImmutableSortedDictionary<string, double>> of, Func<IEnumerable<double>, double> merge) =>
            samples.SelectMany(of).GroupBy(part => part.Key, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(part => part.Key, part => merge(part.Select(one => one.Value)), StringComparer.Ordinal);
    }
}
