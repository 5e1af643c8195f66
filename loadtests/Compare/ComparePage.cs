using System.Globalization;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Peak.Html;

namespace AfterSales.LoadTests.Compare;

/// <summary>The comparison as one page.</summary>
internal static class ComparePage
{
    public static string Write(BenchReport report) => HtmlPage.Write(
        $"AfterSales: {report.Bench} of {report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC",
        Tag.Of("p", Tag.Is("class", "soft"), $"Engine {report.Engine}, seed {report.Seed}, on {report.Machine.Cores} processors ({report.Machine.Processor}). All sides ran here in the same minutes: ratios count, absolute figures are this machine's."),
        HtmlPage.Summary(report.Goals.Select(goal => (goal.Met ? "good" : "bad", goal.Met ? "met" : "missed", $"{goal.Name}: {goal.Goal}, measured {Text(goal.Measured)}"))),
        Tag.Of("h2", "Results"),
        HtmlTable.Of("Medians of the rounds; latencies in milliseconds.", ["what", "per second", "p50", "p99", "ratio", "to", "rounds"],
            report.References.Concat(report.Results).Select(result => (string[])
            [
                result.Name, result.Value is { } value ? $"{Text(value)} {result.Unit}" : Text(result.PerSecond), Text(result.P50), Text(result.P99), Text(result.Ratio), result.RatioTo ?? "",
                string.Join(", ", (result.Rounds ?? []).Select(round => Text(round))),
            ])),
        Tag.Of("h2", "Settings and machine"),
        HtmlTable.Of("As it was asked for.", ["what", "value"],
            [.. report.Settings.Select(setting => new[] { setting.Key, setting.Value }), ["kernel", report.Machine.Kernel], ["runtime", report.Machine.Runtime], ["PostgreSQL", report.Machine.Database?.Version ?? "-"]],
            words: true));

    private static string Text(double? value) => value?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "";
}
