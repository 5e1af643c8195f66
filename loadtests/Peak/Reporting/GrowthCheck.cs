namespace AfterSales.LoadTests.Peak.Reporting;

/// <summary>One thing that must not grow with time.</summary>
/// <param name="Early">Its figure early in the run.</param>
/// <param name="Late">And late.</param>
/// <param name="Limit">What the late one may reach.</param>
internal sealed record GrowthCheck(string Name, string Unit, double Early, double Late, double Limit, bool Held);

/// <summary>
/// Checks of a long run. The first tenth is warming up and counts for nothing; then the first third is compared with the last. Limits leave room for the
/// noise of a shared machine: a leak crosses them within an hour, a busy neighbour does not.
/// </summary>
internal static class GrowthChecks
{
    private const double WarmingUp = 0.1;
    private const double MemoryFactor = 1.25;
    private const double MemoryMegabytes = 64;
    private const double LatencyFactor = 1.5;
    private const double LatencyMilliseconds = 10;
    private const double BacklogFactor = 2;
    private const double BacklogCases = 100;

    public static ImmutableArray<GrowthCheck> Of(PeakReport report)
    {
        TimelineStep[] steps = [.. report.Timeline.Steps.Where(step => step.Second >= report.LastArrival * WarmingUp && step.Second < report.LastArrival)];
        if (steps.Length < 6)
        {
            return [];
        }

        var early = steps[..(steps.Length / 3)];
        var late = steps[^(steps.Length / 3)..];
        return
        [
            .. report.Parts.Keys.Select(part => Check(
                $"memory of {part}", "MB", step => step.Megabytes.TryGetValue(part, out var megabytes) ? megabytes : null, MemoryFactor, MemoryMegabytes)).OfType<GrowthCheck>(),
            .. new[]
            {
                Check("latency p50", "ms", step => step.Latency?.P50, LatencyFactor, LatencyMilliseconds),
                Check("latency p99", "ms", step => step.Latency?.P99, LatencyFactor, LatencyMilliseconds),
                Check("cases waiting for an agent", "cases", step => step.Waiting, BacklogFactor, BacklogCases),
                Check("webhooks pending", "deliveries", step => step.WebhooksPending, BacklogFactor, BacklogCases),
                Check("lists behind", "ms", step => step.ReadLag, BacklogFactor, 500),
                Check("promises overdue", "cases", step => step.Overdue, BacklogFactor, BacklogCases),
            }.OfType<GrowthCheck>(),
        ];

        GrowthCheck? Check(string name, string unit, Func<TimelineStep, double?> of, double factor, double room)
        {
            double[] before = [.. early.Select(of).OfType<double>()];
            double[] after = [.. late.Select(of).OfType<double>()];
            if (before.Length == 0 || after.Length == 0)
            {
                return null;
            }

            // The median: one slow second is not growth.
            var (first, last) = (Measuring.Rounds.Median(before), Measuring.Rounds.Median(after));
            var limit = Math.Max(first * factor, first + room);
            return new GrowthCheck(name, unit, first, last, limit, last <= limit);
        }
    }
}
