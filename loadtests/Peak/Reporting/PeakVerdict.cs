using static AfterSales.LoadTests.Peak.Reporting.PeakSummary;

namespace AfterSales.LoadTests.Peak.Reporting;

/// <summary>Whether the system held: data that is whole is not enough when callers were turned away or a process died.</summary>
internal static class PeakVerdict
{
    /// <summary>Of the cases that were to arrive: some openings meet a rule that their plan does not know of.</summary>
    public const double MaxUnexpectedRefusals = 0.01;

    /// <summary>Of all operations.</summary>
    public const double MaxGivenUp = 0.01;

    /// <summary>What "held" means, for help and report.</summary>
    public static string Rule { get; } =
        $"the auditor compared something and found no fault, no process ended by itself, every front answers after the drain, at most {Share(MaxUnexpectedRefusals)} of the cases were refused "
        + $"although the shop's rules allow them, and at most {Share(MaxGivenUp)} of the operations were given up (soak: and nothing grew)";

    /// <summary>What speaks against it; nothing when it held.</summary>
    public static ImmutableArray<string> Against(PeakReport report) => [.. Reasons(report)];

    /// <summary>Things that the auditor compared.</summary>
    public static long Looked(PeakReport report) =>
        report.Audit.Looked.Where(entry => !entry.Key.StartsWith("not looked at", StringComparison.Ordinal)).Sum(entry => entry.Value);

    private static IEnumerable<string> Reasons(PeakReport report)
    {
        var (arrivals, all) = (report.Arrivals, report.Operations.FirstOrDefault());
        if (!report.Audit.Passed)
        {
            yield return "the auditor found faults";
        }
        else if (Looked(report) == 0)
        {
            yield return "the auditor had nothing to compare";
        }

        if (report.Ends.Length > 0)
        {
            yield return $"ended by itself: {string.Join(", ", report.Ends.Select(end => $"{end.Process} (exit code {end.ExitCode}, second {Number(end.Second)})"))}";
        }

        if (report.DeadFronts.Length > 0)
        {
            yield return $"does not answer after the drain: {string.Join(", ", report.DeadFronts)}";
        }

        if (arrivals.RefusedUnexpectedly > arrivals.Planned * MaxUnexpectedRefusals)
        {
            yield return $"{Whole(arrivals.RefusedUnexpectedly)} of {Whole(arrivals.Planned)} cases were refused although the shop's rules allow them";
        }

        if (all is not null && all.GivenUp > (all.Succeeded + all.Refused + all.GivenUp) * MaxGivenUp)
        {
            yield return $"{Whole(all.GivenUp)} operations were given up, more than {Share(MaxGivenUp)}";
        }

        if (report.Growth.Any(check => !check.Held))
        {
            yield return "something grew with time";
        }
    }
}
