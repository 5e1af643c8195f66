using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Sampling;

namespace AfterSales.LoadTests.Peak.Reporting;

/// <summary>The run over time, in at most <see cref="MaxSteps"/> steps of the same length.</summary>
internal sealed record PeakTimeline(double StepSeconds, ImmutableArray<TimelineStep> Steps)
{
    /// <summary>More points than a chart has pixels tell nothing.</summary>
    public const int MaxSteps = 240;

    public static PeakTimeline Of(FleetResult fleet, ImmutableArray<SystemSample> samples, int sliceMilliseconds)
    {
        var slices = fleet.Drivers.SelectMany(driver => driver.Slices).Where(slice => slice.Index >= 0).ToLookup(slice => slice.Index);
        var count = slices.Count == 0 ? 0 : slices.Max(group => group.Key) + 1;
        var width = Math.Max(1, (count + MaxSteps - 1) / MaxSteps);
        var seconds = width * sliceMilliseconds / 1000.0;
        var seen = samples.Where(sample => sample.Second >= 0).ToLookup(sample => (int)(sample.Second / seconds));
        var steps = (count + width - 1) / width;
        return new PeakTimeline(seconds, [.. Enumerable.Range(0, steps).Select(step => TimelineStep.Of(
            step * seconds,
            seconds,
            [.. Enumerable.Range(step * width, width).SelectMany(index => slices[index])],
            [.. seen[step]]))]);
    }
}
