using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Chaos.Scheduling;

namespace AfterSales.LoadTests.Chaos.Reporting;

/// <summary>A run in words.</summary>
internal static class ChaosText
{
    private const int FindingsShown = 10;

    public static string Beginning(int number, int runs, int seed, IEnumerable<PlannedFault> schedule) =>
        $"run {number} of {runs}, seed {seed}: {string.Join(", ", schedule.Select(planned => $"{planned.Name} at {planned.At:0.0} s"))}";

    public static IEnumerable<string> Of(RunOutcome run) =>
    [
        .. run.Faults.Select(Of),
        $"  commands: {run.Succeeded:N0} succeeded, errors: {Counts(run.Errors)}; reads: {run.ReadsSucceeded:N0} succeeded, errors: {Counts(run.ReadErrors)}; took {run.Seconds:0} s",
        .. run.Ended.Select(end => $"  {end.Process} ended by itself with exit code {end.ExitCode} and was started again"),
        $"  verdict: {Verdict(run)}",
        .. (run.Verdict?.Findings ?? []).Take(FindingsShown).Select(finding => $"    {finding.Kind}: {finding.What}"),
        .. run.Kept is null ? Array.Empty<string>() : [$"  journals and logs: {run.Kept}"],
        .. run.Repeat is null ? Array.Empty<string>() : [$"  again, alone: {run.Repeat}"],
    ];

    public static string Counts(ImmutableSortedDictionary<string, long> counts)
    {
        var some = counts.Where(count => count.Value > 0).Select(count => $"{count.Key} {count.Value:N0}").ToList();
        return some.Count == 0 ? "none" : string.Join(", ", some);
    }

    public static string Of(FaultOutcome one)
    {
        if (!one.Fault.Happened)
        {
            return $"  {one.Fault.Name} at {one.Fault.At:0.0} s did NOT happen: {one.Fault.Hit}";
        }

        var what = $"  {one.Fault.Name} at {one.Fault.At:0.0} s ({one.Fault.Hit}; over after {one.Fault.Over - one.Fault.At:0.0} s{(one.Late ? ", when cases no longer arrived" : "")})";
        return one.Times switch
        {
            null => what,
            { LastError: null, NeverServed: false } times => $"{what}: no caller saw an error, longest silence {times.Silent:0.0} s{Shared(one)}",
            { } times => $"{what}: first error after {Seconds(times.Detected)}, success again after {Seconds(times.Served)}, last error after "
                + $"{Seconds(times.LastError)}{(times.Cut ? " and perhaps later: that is where it ends" : "")}{Shared(one)}",
        };
    }

    private static string Shared(FaultOutcome one) => one.Alone ? "" : " (with other faults)";

    private static string Seconds(double? time) => time is { } seconds ? $"{seconds:0.0} s" : "never";

    public static string Verdict(RunOutcome run) => run switch
    {
        { Failure: { } failure } => $"FAILED, broken off: {failure}",
        { Verdict: { Passed: false } verdict } => $"FAILED, {Counts(verdict.Faults)}",
        { Proven: false } => "not proven: not every fault happened (the auditor found nothing)",
        _ => $"passed ({string.Join(", ", AuditKinds.All.Select(kind => $"{kind} 0"))})",
    };
}
