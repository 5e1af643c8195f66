using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Sampling;

namespace AfterSales.LoadTests.Peak.Reporting;

/// <summary>Makes a report of what a run showed: sums over drivers, percentiles of merged histograms.</summary>
internal static class PeakReports
{
    private static readonly ImmutableArray<string> Readings = ["read", "list", "timeline", "work"];

    public static PeakReport Of(string bench, PeakOutcome outcome, MachineFacts machine, ImmutableArray<PeakMark> marks)
    {
        var (plan, drivers) = (outcome.Plan, outcome.Fleet.Drivers);
        var timeline = PeakTimeline.Of(outcome.Fleet, outcome.Samples, plan.SliceMilliseconds);
        var seconds = timeline.Steps.Length * timeline.StepSeconds;
        var operations = Operations([.. drivers.SelectMany(driver => driver.Operations)]);
        var commands = operations.Skip(1).Where(operation => !Readings.Contains(operation.Name)).Sum(operation => operation.Succeeded);
        var arrivals = Arrivals(drivers, operations);
        return new PeakReport(bench, plan.Seed, machine)
        {
            StartedAt = outcome.Fleet.StartedAt,
            Seconds = seconds,
            LastArrival = Math.Min(plan.Arrivals.Seconds, seconds),
            Interrupted = outcome.Interrupted,
            Settings = PeakSettings.Of(plan),
            Arrivals = arrivals,
            Commands = commands,
            Goodput = Goodput(timeline, plan.Arrivals.Seconds),
            Operations = operations,
            Errors = drivers.SelectMany(driver => driver.Slices).SelectMany(slice => slice.Errors).GroupBy(error => error.Key, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(error => error.Key, error => error.Sum(one => one.Value), StringComparer.Ordinal),
            Driver = DriverFigures.Of(drivers, timeline, seconds, machine.Cores),
            Parts = Parts(outcome.Samples, timeline, commands),
            Promises = new PromiseFigures(
                timeline.Steps.Max(step => step.SlaLateness),
                timeline.Steps.Max(step => step.Overdue),
                timeline.Steps.LastOrDefault(step => step.Overdue is not null)?.Overdue),
            Streams = new StreamFigures(drivers.Sum(driver => (long)driver.StreamsHeld), drivers.Sum(driver => driver.StreamEvents), drivers.Sum(driver => driver.StreamResumes)),
            Audit = outcome.Audit,
            Ends = [.. outcome.Ends.Select(end => new EndedProcess(end.Process, end.ExitCode, Math.Round((end.At - outcome.Fleet.StartedAt).TotalSeconds, 1)))],
            DeadFronts = [.. outcome.DeadFronts.Select(front => front.Authority)],
            Tables = Tables(outcome, arrivals.Opened),
            Marks = marks,
            Timeline = timeline,
        };
    }

    private static ImmutableArray<OperationFigures> Operations(ImmutableArray<OperationResult> results)
    {
        return [Merge("all", results), .. results.GroupBy(result => result.Name, StringComparer.Ordinal)
            .Select(group => Merge(group.Key, [.. group])).OrderByDescending(figures => figures.Succeeded).ThenBy(figures => figures.Name, StringComparer.Ordinal)];

        static OperationFigures Merge(string name, ImmutableArray<OperationResult> parts) => new(
            name,
            parts.Sum(part => part.Succeeded),
            parts.Sum(part => part.Refused),
            parts.Sum(part => part.GivenUp),
            Percentiles.Of(parts.Select(part => part.Latency)),
            Percentiles.Of(parts.Select(part => part.Service)));
    }

    private static ArrivalFigures Arrivals(ImmutableArray<DriverResult> drivers, ImmutableArray<OperationFigures> operations)
    {
        var opened = operations.FirstOrDefault(operation => operation.Name == "open");
        return new ArrivalFigures(
            drivers.Sum(driver => driver.Slices.Sum(slice => slice.Arrivals)), opened?.Succeeded ?? 0, opened?.Refused ?? 0, drivers.Sum(driver => driver.RefusedAsPlanned), opened?.GivenUp ?? 0);
    }

    private static GoodputFigures Goodput(PeakTimeline timeline, double arriving)
    {
        double[] rates = [.. timeline.Steps.Where(step => step.Second < arriving).Select(step => step.Succeeded)];
        return rates.Length == 0 ? new GoodputFigures(0, 0) : new GoodputFigures(rates.Average(), rates.Max());
    }

    private static ImmutableSortedDictionary<string, PartFigures> Parts(ImmutableArray<SystemSample> samples, PeakTimeline timeline, long commands)
    {
        var seen = samples.Where(sample => sample.Second >= 0).ToList();
        var spans = seen.Zip(samples.SkipWhile(sample => sample.Second < 0).Skip(1), (before, after) => (after.Second - before.Second, after)).ToList();
        return seen.SelectMany(sample => sample.Megabytes.Keys.Concat(sample.Cores.Keys)).Distinct(StringComparer.Ordinal).ToImmutableSortedDictionary(part => part, part =>
        {
            var used = spans.Sum(span => span.Item1 * span.after.Cores.GetValueOrDefault(part));
            var length = spans.Sum(span => span.Item1);
            return new PartFigures(
                length > 0 ? used / length : 0,
                timeline.Steps.Select(step => step.Cores.GetValueOrDefault(part)).DefaultIfEmpty().Max(),
                used,
                commands > 0 ? used * 1000 / commands : null,
                seen.Max(sample => sample.Megabytes.GetValueOrDefault(part)));
        }, StringComparer.Ordinal);
    }

    private static ImmutableArray<TableGrowth> Tables(PeakOutcome outcome, long cases) => outcome.SizesAfter is not { } after
        ? []
        : [.. after.OrderByDescending(table => table.Value).Select(table =>
        {
            var before = outcome.SizesBefore?.GetValueOrDefault(table.Key) ?? 0;
            return new TableGrowth(table.Key, before, table.Value, cases > 0 ? (double)(table.Value - before) / cases : null);
        })];
}
