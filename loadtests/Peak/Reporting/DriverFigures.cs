using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Sampling.Processes;

namespace AfterSales.LoadTests.Peak.Reporting;

/// <summary>Whether the drivers did what they were to do: a figure of theirs says something of the system only then.</summary>
/// <param name="Planned">Operations that were due.</param>
/// <param name="Sent">Operations that were sent.</param>
/// <param name="Missed">Cases that were to arrive and were never begun.</param>
/// <param name="SentShare">Of the planned, 0 to 1.</param>
/// <param name="DelayP99">How late the driver itself sent, in milliseconds.</param>
/// <param name="ProcessorShare">Drivers' processor time, as a share of all processors of this machine over the run.</param>
/// <param name="MachineShare">Share of all processors of this machine in use in the busiest step, by drivers and system; null where it cannot be seen.</param>
internal sealed record DriverFigures(
    int Processes, long Planned, long Sent, long Missed, double SentShare, double DelayP50, double DelayP99, double ProcessorSeconds, double ProcessorShare, double? MachineShare)
{
    /// <summary>Sent below this share of the plan, it was not the load that was asked for.</summary>
    public const double LeastSent = 0.99;

    /// <summary>Beyond this the driver's own delay is part of the latencies it tells.</summary>
    public const double MaxDelayMilliseconds = 50;

    /// <summary>Above this, drivers and system fought for the processors.</summary>
    public const double FullMachine = 0.9;

    public static DriverFigures None { get; } = new(0, 0, 0, 0, 1, 0, 0, 0, 0, null);

    public bool Bottleneck => Missed > 0 || SentShare < LeastSent || DelayP99 > MaxDelayMilliseconds;

    public static DriverFigures Of(ImmutableArray<DriverResult> drivers, PeakTimeline timeline, double seconds, int cores)
    {
        var planned = drivers.Sum(driver => driver.Slices.Sum(slice => slice.Planned));
        var sent = drivers.Sum(driver => driver.Slices.Sum(slice => slice.Sent));
        var delay = Percentiles.Of(drivers.Select(driver => driver.SendDelay));
        var used = drivers.Sum(driver => driver.ProcessorSeconds);
        return new DriverFigures(
            drivers.Length, planned, sent, drivers.Sum(driver => driver.Missed), planned == 0 ? 1 : (double)sent / planned,
            delay.P50, delay.P99, used, used / Math.Max(1, seconds) / cores, Busiest());

        double? Busiest()
        {
            double[] busy = [.. timeline.Steps.Where(step => step.Cores.Keys.Any(part => part is not (ProcessTable.DriverPart or ProcessTable.OwnPart)))
                .Select(step => step.Cores.Values.Sum() / cores)];
            return busy.Length == 0 ? null : busy.Max();
        }
    }
}
