using AfterSales.LoadTests.Measuring;
using Spectre.Console;

namespace AfterSales.LoadTests.Running;

/// <summary>Prints a report as a table.</summary>
internal static class BenchTable
{
    public static void Print(BenchReport report)
    {
        var table = new Table().Title(Markup.Escape($"{report.Bench} (engine: {report.Engine})"))
            .AddColumns("name", "per second", "p50 ms", "p99 ms", "ratio", "to");
        foreach (var result in report.References.Concat(report.Results))
        {
            table.AddRow(
                Markup.Escape(result.Name),
                result.Value is { } value ? $"{value:N1} {Markup.Escape(result.Unit ?? "")}" : $"{result.PerSecond:N0}",
                $"{result.P50:0.00}",
                $"{result.P99:0.00}",
                $"{result.Ratio:0.00}",
                Markup.Escape(result.RatioTo ?? ""));
        }

        AnsiConsole.Write(table);
        foreach (var goal in report.Goals)
        {
            AnsiConsole.WriteLine($"{(goal.Met ? "met   " : "missed")} {goal.Name}: {goal.Goal}, measured {goal.Measured:0.00}");
        }

        AnsiConsole.WriteLine($"written: {Path.GetRelativePath(Artifacts.Root, Artifacts.PathOf($"{report.Bench}.json"))}");
    }
}
