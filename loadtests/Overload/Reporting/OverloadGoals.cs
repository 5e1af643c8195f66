using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Overload.Phases;

namespace AfterSales.LoadTests.Overload.Reporting;

/// <summary>What an overloaded system has to show.</summary>
internal static class OverloadGoals
{
    private const double RecoversWithin = 10;
    private const double LateAtMost = 1_500;
    private const double ActionsWithin = 1_000;
    private const double MemoryTimes = 2;

    /// <summary>A heap that was small may double without meaning anything.</summary>
    private const double MemoryAlwaysFine = 512;

    /// <summary>Above this the driver is what the figures show.</summary>
    private const double DriverShare = 0.95;

    public static ImmutableArray<BenchGoal> Of(OverloadReport report)
    {
        var all = report.Overloads.SelectMany(overload => new[] { overload.Above, overload.After }).Prepend(report.Baseline).ToList();
        var unanswered = Errors(all, kind => !kind.StartsWith("429", StringComparison.Ordinal) && !kind.StartsWith("503", StringComparison.Ordinal));
        var silent = Errors(all, kind => kind.EndsWith(WireAnswer.NoRetryAfter, StringComparison.Ordinal));
        var faults = report.Audit.Faults.Values.Sum();
        return
        [
            .. report.Overloads.SelectMany(overload => OfOne(report, overload)),
            new BenchGoal("attempts that got no answer, or another failure than 429 and 503", "none", unanswered, unanswered == 0),
            new BenchGoal("answers 429 and 503 without Retry-After", "none", silent, silent == 0),
            new BenchGoal("faults found by the auditor", "none", faults, faults == 0),
        ];
    }

    private static IEnumerable<BenchGoal> OfOne(OverloadReport report, OverloadFigures overload)
    {
        var (name, above) = (overload.Above.Name, overload.Above);
        var share = overload.Times <= 2 ? 0.8 : 0.5;
        yield return new BenchGoal($"{name}: goodput, of the baseline's", $">= {share:0.0}", overload.Share, overload.Share >= share);
        yield return new BenchGoal($"{name}: p99 of commands on open cases", $"at most {ActionsWithin:0} ms", above.Actions.P99, above.Actions.P99 <= ActionsWithin);
        yield return new BenchGoal(
            $"{name}: p99 back at {report.NormalP99:0} ms (twice the baseline's, at least {Recovery.AlwaysNormal:0})", $"within {RecoversWithin:0} s",
            overload.RecoveredAfter ?? -1, overload.RecoveredAfter <= RecoversWithin);
        if (above.Megabytes is { } used && report.Baseline.Megabytes is { } before)
        {
            var most = Math.Max(MemoryAlwaysFine, before * MemoryTimes);
            yield return new BenchGoal($"{name}: memory of the product", $"at most {most:0} MB (twice the baseline's, at least {MemoryAlwaysFine:0})", used, used <= most);
        }

        if (above.SlaLateness is { } late)
        {
            yield return new BenchGoal($"{name}: lateness of clocks and deadlines, p99 of the worst second", $"at most {LateAtMost:0} ms", late, late <= LateAtMost);
        }

        if (above.DriverCores is { } driver)
        {
            yield return new BenchGoal($"{name}: processors of the driver (else these are its figures)", $"at most {DriverShare:0.00} of its own", driver / Math.Max(1, report.DriverProcessors), driver <= DriverShare * Math.Max(1, report.DriverProcessors));
        }
    }

    private static long Errors(List<PhaseFigures> phases, Func<string, bool> which) => phases.Sum(phase => phase.Errors.Where(error => which(error.Key)).Sum(error => error.Value));
}
