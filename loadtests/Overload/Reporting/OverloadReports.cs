using System.Globalization;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Overload.Phases;
using AfterSales.LoadTests.Overload.Pinned;
using AfterSales.LoadTests.Overload.Search;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Sampling;
using AfterSales.LoadTests.Sampling.Processes;

namespace AfterSales.LoadTests.Overload.Reporting;

/// <summary>Makes a report of what the phases showed.</summary>
internal static class OverloadReports
{
    public static OverloadReport Of(OverloadSettings settings, PhaseSchedule schedule, RateSearchResult? search, PeakOutcome outcome, CoreWatch watch, MachineFacts machine)
    {
        var series = CommandSeries.Read(outcome.Fleet.Journals);
        var baseline = Figures(schedule.Baseline);
        var normal = Recovery.BoundOf(baseline.Actions.P99);
        return new OverloadReport(settings.Seed, machine, schedule.Rate)
        {
            StartedAt = outcome.Fleet.StartedAt,
            Settings = Settings(settings),
            Search = search?.Steps ?? [],
            Baseline = baseline,
            DriverProcessors = CoreList.Count(settings.Pinning.DriverCores),
            NormalP99 = normal,
            Overloads = [.. schedule.Overloads.Select(overload =>
            {
                var above = Figures(overload.Above);
                return new OverloadFigures(
                    overload.Above.Times, above, Figures(overload.After), baseline.Goodput > 0 ? above.Goodput / baseline.Goodput : 0,
                    Recovery.Seconds(series.ActionP99, overload.After.From, overload.After.To, normal));
            })],
            Timeline = Timeline(schedule, series, outcome.Samples),
            Audit = outcome.Audit,
        };

        PhaseFigures Figures(Phase phase)
        {
            var figures = PhaseFigures.Of(phase, series, outcome.Fleet, outcome.Samples, outcome.Plan.SliceMilliseconds);
            return figures with { OtherCores = watch.Busy(phase.From, phase.To) - figures.SystemCores is { } others ? Math.Max(0, others) : null };
        }
    }

    private static ImmutableArray<SecondFigures> Timeline(PhaseSchedule schedule, CommandSeries series, ImmutableArray<SystemSample> samples)
    {
        var seen = samples.Where(sample => sample.Second >= 0).ToLookup(sample => (int)sample.Second);
        return [.. schedule.Phases.SelectMany(phase => Enumerable.Range(phase.From, phase.To - phase.From).Select(second => new SecondFigures(
            second,
            schedule.Rate * phase.Times,
            series.Acknowledged(second),
            series.ActionP99(second),
            seen[second].Max(sample => Product(sample)),
            seen[second].Max(sample => sample.SlaLateness))))];
    }

    private static double? Product(SystemSample sample) => sample.Megabytes
        .Where(part => part.Key is not (ProcessTable.PostgresPart or ProcessTable.DriverPart or ProcessTable.OwnPart)).Sum(part => (double?)part.Value);

    private static ImmutableSortedDictionary<string, string> Settings(OverloadSettings settings) => new Dictionary<string, string>
    {
        ["processors of drivers and bench"] = settings.Pinning.DriverCores,
        ["processors of the system and PostgreSQL"] = settings.Pinning.SystemCores,
        ["silos"] = Text(settings.Silos),
        ["fronts"] = Text(settings.Fronts),
        ["rate given, cases per second"] = settings.Rate > 0 ? Text(settings.Rate) : "found by search",
        ["a rate is sustained up to p99 of commands, ms"] = Text(settings.Bound),
        ["seconds of the baseline and of each overload"] = Text(settings.Seconds),
        ["seconds of half the rate after each"] = Text(settings.RecoverySeconds),
        ["thinking, median ms"] = Text(settings.ThinkMilliseconds),
        ["patience, s"] = Text(settings.PatienceSeconds),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
