using AfterSales.LoadTests.Peak.Html.Charts;
using AfterSales.LoadTests.Peak.Reporting;
using Spectre.Console;
using static AfterSales.LoadTests.Peak.Reporting.PeakSummary;

namespace AfterSales.LoadTests.Peak.Showing;

/// <summary>The end of a run in the terminal.</summary>
internal static class PeakTables
{
    public static void Print(PeakReport report)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(Operations(report));
        if (!report.Parts.IsEmpty)
        {
            AnsiConsole.Write(Parts(report));
        }

        if (report.Promises is { WorstLateness: { } late } promises)
        {
            AnsiConsole.WriteLine($"promises: at worst {Ticks.Label(late, "ms")} late (p99 of a step), {Number(promises.MaxOverdue ?? 0)} overdue at most, {Number(promises.OverdueAtEnd ?? 0)} at the end");
        }

        AnsiConsole.WriteLine($"audited: {(report.Audit.Looked.IsEmpty ? "nothing" : string.Join(", ", report.Audit.Looked.Select(looked => $"{Whole(looked.Value)} {looked.Key}")))}");
        foreach (var finding in report.Audit.Findings.Take(10))
        {
            AnsiConsole.WriteLine($"  {finding.Kind}: {finding.What}");
        }

        AnsiConsole.WriteLine();
        foreach (var line in PeakSummary.Of(report))
        {
            var colour = line.State switch { SummaryState.Good => "green", SummaryState.Note => "yellow", _ => "red" };
            AnsiConsole.MarkupLine($"[{colour}]{Markup.Escape(line.Word),-16}[/]{Markup.Escape(line.Text)}");
        }
    }

    private static Table Operations(PeakReport report)
    {
        var table = Numbers(new Table().Title(Markup.Escape($"{report.Bench}: milliseconds from the intended start; right: service time (engine: {report.Engine})"))
            .AddColumns("operation", "succeeded", "refused", "given up", "p50", "p90", "p99", "p99.9", "max", "service p50", "service p99"));
        foreach (var operation in report.Operations)
        {
            var times = operation.Latency;
            table.AddRow(
                Markup.Escape(operation.Name), Whole(operation.Succeeded), Whole(operation.Refused), Whole(operation.GivenUp), Number(times.P50), Number(times.P90), Number(times.P99),
                Number(times.P999), Number(times.Max), Number(operation.Service.P50), Number(operation.Service.P99));
        }

        return table;
    }

    private static Table Parts(PeakReport report)
    {
        var table = Numbers(new Table().AddColumns("part", "cores on average", "cores at most", "CPU s per 1,000 commands", "MB at most"));
        foreach (var (part, figures) in report.Parts)
        {
            table.AddRow(
                Markup.Escape(part), Number(figures.MeanCores), Number(figures.MaxCores),
                figures.SecondsPerThousandCommands is { } each ? Number(each) : "-", Number(figures.MaxMegabytes));
        }

        return table;
    }

    private static Table Numbers(Table table)
    {
        foreach (var column in table.Columns.Skip(1))
        {
            column.Alignment = Justify.Right;
        }

        return table;
    }
}
