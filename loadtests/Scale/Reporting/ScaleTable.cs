using System.Globalization;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Overload.Reporting;
using AfterSales.LoadTests.Scale.Parts;
using AfterSales.LoadTests.Scale.Sizing;
using Spectre.Console;
using static AfterSales.LoadTests.Peak.Reporting.PeakSummary;

namespace AfterSales.LoadTests.Scale.Reporting;

/// <summary>The end of a scale run in the terminal.</summary>
internal static class ScaleTable
{
    public static void Print(ScaleReport report)
    {
        AnsiConsole.WriteLine();
        if (!report.Search.IsEmpty)
        {
            AnsiConsole.Write(OverloadTable.Steps(report.Search));
        }

        AnsiConsole.Write(Parts(report));
        var check = report.Prediction;
        AnsiConsole.WriteLine(
            $"model against this machine: {check.Cores} processor(s) are full at {Number(check.Predicted)} cases per second by what cases cost at {Number(report.Systems[0].Rate)} a second; sustained were {Number(check.Measured)}: "
            + $"the model is {(check.Error >= 0 ? "too high" : "too low")} by {Share(Math.Abs(check.Error))}.");
        AnsiConsole.Write(Sizing(report));
        AnsiConsole.WriteLine(SizingModel.WeakestAssumption);
        AnsiConsole.WriteLine($"written: {Path.GetRelativePath(Artifacts.Root, Artifacts.PathOf($"{report.Bench}.json"))}");
    }

    private static Table Parts(ScaleReport report)
    {
        var table = new Table().Title(Markup.Escape($"scale (engine: {report.Engine}): processor seconds per 1,000 commands at {Number(report.Systems[0].Rate)} cases per second")).AddColumn("part");
        foreach (var system in report.Systems)
        {
            table.AddColumn(Markup.Escape(system.Name));
        }

        Ratio(table.AddColumn("ratio"), report, "all parts", system => system.PerThousandCommands(system.Total));
        foreach (var part in report.Systems.SelectMany(system => system.Seconds.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Ratio(table, report, part, system => system.PerThousandCommands(system.Seconds.GetValueOrDefault(part)));
        }

        Ratio(table, report, "p50 of commands, ms", system => system.P50);
        Ratio(table, report, "p99 of commands, ms", system => system.P99);
        Ratio(table, report, "requests per case", system => Each(system, system.Requests));
        Ratio(table, report, "commands per case", system => Each(system, system.Commands));
        Ratio(table, report, "bytes of WAL per case", system => system.WalBytesPerCase);
        Ratio(table, report, "bytes of the log per case", system => system.LogBytesPerCase);
        return Aligned(table);
    }

    private static void Ratio(Table table, ScaleReport report, string name, Func<ScaleFigures, double> of)
    {
        double[] values = [.. report.Systems.Select(of)];
        table.AddRow([Markup.Escape(name), .. values.Select(value => value.ToString("#,0.###", CultureInfo.InvariantCulture)), values.Length > 1 && values[0] > 0 ? $"{values[^1] / values[0]:0.00}" : "-"]);
    }

    private static double Each(ScaleFigures system, long count) => system.Cases > 0 ? (double)count / system.Cases : 0;

    private static Table Sizing(ScaleReport report)
    {
        var peak = report.Peak;
        var table = new Table().Title(Markup.Escape(
                $"sizing for {Number(peak.OrdersPerSecond)} orders per second held for {Number(peak.PeakHours)} h, {Share(peak.ReturnShare)} returned; headroom x {Number(peak.Headroom)}"))
            .AddColumns("", Markup.Escape($"over {Number(peak.SpreadHours)} h, busiest second x {Number(peak.PeakFactor)}"), "each in the second of its order");
        Row("cases per second", result => Number(result.CasesPerSecond));
        Row("requests per second", result => Number(result.RequestsPerSecond));
        Row("commands per second", result => Number(result.CommandsPerSecond));
        Row("processors of HTTP fronts", result => result.FrontCores > 0 ? Whole((long)Math.Ceiling(result.FrontCores)) : "in the silos");
        Row("processors of silos", result => Whole((long)Math.Ceiling(result.SiloCores)));
        Row($"silos of {peak.CoresPerSilo}", result => report.Engine == "embedded" && result.Silos > 1 ? $"{Whole(result.Silos)}: more than the embedded engine can use" : Whole(result.Silos));
        Row("processors of PostgreSQL", result => Whole((long)Math.Ceiling(result.PostgresCores)));
        Row("WAL, MB per second", result => Number(result.WalBytesPerSecond / 1e6));
        Row("log, GB per day", result => Number(result.LogBytesPerDay / 1e9));
        Row("connections", result => Whole(result.Connections));
        Row("one primary ends at, cases per second", result => $"{Number(result.PrimaryBound)} (its {result.PrimaryEndsBy})");
        Row("primaries", result => result.Primaries == 1 ? "1" : $"{result.Primaries}: more than the product can use");
        return Aligned(table);

        void Row(string name, Func<SizingResult, string> of) => table.AddRow(Markup.Escape(name), Markup.Escape(of(report.Spread)), Markup.Escape(of(report.Together)));
    }

    private static Table Aligned(Table table)
    {
        OverloadTable.Numbers(table).Columns[0].Alignment = Justify.Left;
        return table;
    }
}
