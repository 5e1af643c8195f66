using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Overload.Phases;
using AfterSales.LoadTests.Overload.Search;
using Spectre.Console;
using static AfterSales.LoadTests.Peak.Reporting.PeakSummary;

namespace AfterSales.LoadTests.Overload.Reporting;

/// <summary>The end of an overload run in the terminal.</summary>
internal static class OverloadTable
{
    /// <summary>More than the kernel and the bench themselves use there.</summary>
    private const double Disturbed = 0.15;

    public static void Print(OverloadReport report)
    {
        AnsiConsole.WriteLine();
        if (!report.Search.IsEmpty)
        {
            AnsiConsole.Write(Steps(report.Search));
        }

        AnsiConsole.Write(Phases(report));
        foreach (var phase in All(report).Where(phase => !phase.Errors.IsEmpty))
        {
            AnsiConsole.WriteLine($"{phase.Name}: {string.Join(", ", phase.Errors.Select(error => $"{Whole(error.Value)} x {error.Key}"))}; given up: {Whole(phase.OpensGivenUp)} openings, {Whole(phase.ActionsGivenUp)} commands on open cases");
        }

        if (All(report).Max(phase => phase.OtherCores) is > Disturbed and var others)
        {
            AnsiConsole.MarkupLine($"[yellow]disturbed[/]: somebody else used up to {Number(others)} of the system's processors in a phase; goodput and latency are not the system's alone.");
        }

        foreach (var finding in report.Audit.Findings.Take(10))
        {
            AnsiConsole.WriteLine($"  {finding.Kind}: {finding.What}");
        }

        Print(report.Goals);
        AnsiConsole.WriteLine($"written: {Path.GetRelativePath(Artifacts.Root, Artifacts.PathOf($"{report.Bench}.json"))}");
    }

    public static void Print(ImmutableArray<BenchGoal> goals)
    {
        foreach (var goal in goals)
        {
            AnsiConsole.WriteLine($"{(goal.Met ? "met   " : "missed")} {goal.Name}: {goal.Goal}, measured {Number(goal.Measured)}");
        }
    }

    public static Table Steps(ImmutableArray<RateStep> search)
    {
        var table = Numbers(new Table().Title("search for the sustainable rate")
            .AddColumns("cases/s", "decided within 1 s", "commands/s", "p99 of commands ms", "driver, processors"));
        foreach (var step in search)
        {
            table.AddRow(Number(step.Rate), Share(step.Served), Number(step.Goodput), Number(step.ActionP99), Number(step.DriverCores));
        }

        return table;
    }

    public static Table Numbers(Table table)
    {
        foreach (var column in table.Columns)
        {
            column.Alignment = Justify.Right;
        }

        return table;
    }

    private static Table Phases(OverloadReport report)
    {
        var table = Numbers(new Table().Title(Markup.Escape($"overload (engine: {report.Engine}); sustainable: {Number(report.Rate)} cases per second"))
            .AddColumns(
                "phase", "arrive/s", "open/s", "commands/s", "of baseline", "commands p50", "p99 ms", "openings p50", "p99 ms", "recovered s", "product MB", "late ms",
                "system, processors", "others there", "driver, processors"));
        table.Columns[0].Alignment = Justify.Left;
        Add(report.Baseline, "-", "-");
        foreach (var overload in report.Overloads)
        {
            Add(overload.Above, Share(overload.Share), "-");
            Add(overload.After, "-", overload.RecoveredAfter is { } seconds ? Number(seconds) : "never");
        }

        return table;

        void Add(PhaseFigures phase, string share, string recovered) => table.AddRow(
            Markup.Escape(phase.Name), Number(phase.Offered), Number(phase.Opened), Number(phase.Goodput), share, Number(phase.Actions.P50), Number(phase.Actions.P99),
            Number(phase.Opens.P50), Number(phase.Opens.P99), recovered, Seen(phase.Megabytes), Seen(phase.SlaLateness), Seen(phase.SystemCores), Seen(phase.OtherCores), Seen(phase.DriverCores));
    }

    private static IEnumerable<PhaseFigures> All(OverloadReport report) =>
        [report.Baseline, .. report.Overloads.SelectMany(overload => new[] { overload.Above, overload.After })];

    private static string Seen(double? value) => value is { } seen ? Number(seen) : "-";
}
