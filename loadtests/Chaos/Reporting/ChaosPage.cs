using System.Xml.Linq;
using AfterSales.LoadTests.Peak.Html;
using AfterSales.LoadTests.Peak.Html.Charts;

namespace AfterSales.LoadTests.Chaos.Reporting;

/// <summary>A set of runs as one page that may be sent to anyone.</summary>
internal static class ChaosPage
{
    public static string Write(ChaosReport report) => HtmlPage.Write(
        $"AfterSales: chaos of {report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC",
        Tag.Of("p", Tag.Is("class", "soft"),
            $"Engine {report.Engine}, {report.Runs.Length} runs from seed {report.Seed}, {Ticks.Clock(report.Seconds)} on {report.Machine.Cores} processors ({report.Machine.Processor})."),
        HtmlPage.Summary(Lines(report)),
        HowToRead(),
        Tag.Of("h2", "By kind of fault"),
        HtmlTable.Of(
            "Seconds after the fault began, median / most, of runs in which nothing else touched callers; what the auditor found is of all runs that had it.",
            ["fault", "runs", "alone", "did not happen", "first error", "success again", "never", "last error", "to the end", "longest silence", "no error", "errors of commands", "auditor found"],
            report.Kinds.Select(kind => (string[])
            [
                kind.Fault, $"{kind.Runs}", $"{kind.Alone}", $"{kind.NotHappened}", ChaosTable.Text(kind.Detected), ChaosTable.Text(kind.Served), $"{kind.NeverServed}",
                ChaosTable.Text(kind.LastError), $"{kind.Cut}", $"{kind.Silent:0.0}", $"{kind.WithoutErrors}", ChaosText.Counts(kind.Errors),
                ChaosText.Counts(kind.Found) + (kind.BrokenOff > 0 ? $", {kind.BrokenOff} broken off" : ""),
            ])),
        Tag.Of("h2", "Runs"),
        HtmlTable.Of("In the order they were made.",
            ["seed", "verdict", "faults, and what callers of commands felt", "commands", "errors of commands", "errors of reads", "seconds", "again, alone"], report.Runs.Select(Row), words: true),
        Findings(report),
        Chart(report.Runs),
        Tag.Of("h2", "Settings and machine"),
        HtmlTable.Of("The same seed and settings give the same faults, moments and victims.", ["what", "value"],
            [.. report.Settings.Select(setting => new[] { setting.Key, setting.Value }), ["kernel", report.Machine.Kernel], ["runtime", report.Machine.Runtime], ["PostgreSQL", report.Machine.Database?.Version ?? "-"]],
            words: true));

    private static IEnumerable<(string State, string Word, string Text)> Lines(ChaosReport report)
    {
        if (report.Interrupted)
        {
            yield return ("note", "stopped early", $"Ended by its user after {report.Runs.Length} runs.");
        }

        foreach (var goal in report.Goals)
        {
            yield return (goal.Met ? "good" : "bad", goal.Met ? "met" : "missed", $"{goal.Name}: {goal.Goal}, measured {goal.Measured:0.0}");
        }
    }

    private static XElement HowToRead() => Tag.Of("details",
        Tag.Of("summary", "How to read this page"),
        Tag.Of("ul",
            Tag.Of("li", "Every run puts a load on a system of real processes, throws its faults, lets cases end, and then compares what callers were told with the log and all that is derived of it. One lost or doubled command fails the run."),
            Tag.Of("li", "Times are of commands: whoever wanted something changed. A system that only answers reads is counted as down."),
            Tag.Of("li", "Never and to the end: the system did not serve again, or errors went on, as long as it was looked at. Such a run meets no goal."),
            Tag.Of("li", "Not proven: a fault hit nothing (what it was to hit was gone already), so the run says nothing about it. It is counted neither as passed nor as failed."),
            Tag.Of("li", "Again, alone: the command that repeats the run. Faults, moments and victims are the seed's; the interleaving is the machine's.")));

    private static IEnumerable<string> Row(RunOutcome run) =>
    [
        $"{run.Seed}",
        ChaosText.Verdict(run),
        run.Faults.IsEmpty ? string.Join(", ", run.Planned.Select(planned => planned.Name)) : string.Join("; ", run.Faults.Select(one => ChaosText.Of(one).Trim())),
        $"{run.Succeeded:N0}", ChaosText.Counts(run.Errors), ChaosText.Counts(run.ReadErrors), $"{run.Seconds:0}", run.Repeat ?? "",
    ];

    private static IEnumerable<XElement> Findings(ChaosReport report)
    {
        var findings = report.Runs.SelectMany(run => (run.Verdict?.Findings ?? []).Select(finding => new[] { $"{run.Seed}", finding.Kind, finding.What })).ToList();
        return findings.Count == 0 ? [] : [Tag.Of("h2", "What the auditor found"), HtmlTable.Of("The first findings of each kind and run.", ["seed", "kind", "what"], findings, words: true)];
    }

    /// <summary>Of the last run that failed, else of the last.</summary>
    private static IEnumerable<XElement> Chart(ImmutableArray<RunOutcome> runs)
    {
        var run = runs.LastOrDefault(one => one is { Failed: true, Commands: not null }) ?? runs.LastOrDefault();
        return run is not null && ChaosChart.Of(run) is { } chart ? [Tag.Of("h2", $"The run of seed {run.Seed} over time"), chart] : [];
    }
}
