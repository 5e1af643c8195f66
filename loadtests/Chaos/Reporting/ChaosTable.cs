using AfterSales.LoadTests.Chaos.Runs;
using AfterSales.LoadTests.Measuring;
using Spectre.Console;

namespace AfterSales.LoadTests.Chaos.Reporting;

/// <summary>All runs as a table by kind of fault, and the goals.</summary>
internal static class ChaosTable
{
    public static void Print(ChaosReport report)
    {
        var table = new Table().Title(Markup.Escape($"chaos (engine: {report.Engine}, {report.Runs.Length} runs from seed {report.Seed}); seconds after the fault, median / max"))
            .AddColumns("fault", "runs", "alone", "first error", "success again", "last error", "no error", "errors of callers", "auditor found");
        foreach (var kind in report.Kinds)
        {
            table.AddRow(
                kind.Fault, $"{kind.Runs}" + Open(kind.NotHappened, "without it"), $"{kind.Alone}", Text(kind.Detected), Text(kind.Served) + Open(kind.NeverServed, "never"), Text(kind.LastError) + Open(kind.Cut, "to the end"), $"{kind.WithoutErrors}",
                Markup.Escape(ChaosText.Counts(kind.Errors)),
                Markup.Escape(ChaosText.Counts(kind.Found) + (kind.BrokenOff > 0 ? $", {kind.BrokenOff} broken off" : "")));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("Times and errors are of commands (who only reads does not count), of runs in which the fault was alone (a hanging receiver of webhooks beside it does not count); 'auditor found' is of all its runs.");
        foreach (var goal in report.Goals)
        {
            AnsiConsole.WriteLine($"{(goal.Met ? "met   " : "missed")} {goal.Name}: {goal.Goal}, measured {goal.Measured:0.0}");
        }

        AnsiConsole.WriteLine($"report: {Path.GetRelativePath(Artifacts.Root, ChaosReport.Page)} (open it in a browser; the same figures beside it in {ChaosFolder.Name}.json)");
    }

    private static string Open(int runs, string what) => runs == 0 ? "" : $", {runs} {what}";

    public static string Text(Spread? spread) => spread is null ? "-" : $"{spread.Median:0.0} / {spread.Max:0.0}";
}
