using System.Xml.Linq;
using AfterSales.LoadTests.Peak.Html.Charts;
using AfterSales.LoadTests.Peak.Reporting;
using static AfterSales.LoadTests.Peak.Reporting.PeakSummary;

namespace AfterSales.LoadTests.Peak.Html;

/// <summary>The report as one page that needs nothing but itself: no script, no font, no address.</summary>
internal static class HtmlReport
{
    public static string Write(PeakReport report)
    {
        var marks = report.Marks;
        if (report.LastArrival < report.Seconds)
        {
            marks = marks.Add(new PeakMark(report.LastArrival, "last arrival; cases under way go on"));
        }

        marks = [.. marks.OrderBy(mark => mark.Second)];
        var title = $"AfterSales: {report.Bench} of {report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
        return HtmlPage.Write(title,
            Tag.Of("p", Tag.Is("class", "soft"), $"Engine {report.Engine}, seed {report.Seed}, {Ticks.Clock(report.Seconds)} on {report.Machine.Cores} processors ({report.Machine.Processor})."),
            HtmlPage.Summary(PeakSummary.Of(report).Select(line => (line.State.ToString().ToLowerInvariant(), line.Word, line.Text))),
            Tiles(report),
            HowToRead(),
            Tag.Of("h2", "Over time"),
            marks.Length == 0 ? null : Tag.Of("ol", Tag.Is("class", "marks"), marks.Select(mark => Tag.Of("li", $"{Ticks.Clock(mark.Second)}: {mark.Name}"))),
            Tag.Of("div", Tag.Is("class", "charts"), PeakCharts.Of(report).Select((chart, index) => ChartFigure.Of(chart, $"chart{index + 1}", report.Timeline, marks))),
            ReportTables.Of(report));
    }

    private static XElement Tiles(PeakReport report)
    {
        var all = report.Operations.FirstOrDefault();
        return Tag.Of("div", Tag.Is("class", "tiles"),
            Tile(Whole(report.Arrivals.Opened), $"cases opened of {Whole(report.Arrivals.Planned)}"),
            Tile(Whole(report.Commands), "commands done"),
            Tile(Number(report.Goodput.Best), $"operations/s at best, {Number(report.Goodput.Mean)} on average"),
            Tile(Ticks.Label(all?.Latency.P50 ?? 0, "ms"), "latency p50"),
            Tile(Ticks.Label(all?.Latency.P99 ?? 0, "ms"), "latency p99"),
            Tile(Whole(report.Errors.Values.Sum()), "failed attempts"),
            Tile(report.Promises.WorstLateness is { } late ? Ticks.Label(late, "ms") : "-", "promises late at worst (p99)"));
    }

    private static XElement Tile(string figure, string what) => Tag.Of("div", Tag.Is("class", "tile"), Tag.Of("b", figure), Tag.Of("span", what));

    private static XElement HowToRead() => Tag.Of("details",
        Tag.Of("summary", "How to read this page"),
        Tag.Of("ul",
            Tag.Of("li", "Cases arrive by plan whether the system keeps up or not. Latency counts from the moment an operation was meant to start, so waiting for a busy system is part of it, and so is what callers waited who gave up (refused operations are not counted); service time counts from the send of the attempt that succeeded."),
            Tag.Of("li", "A system that has just been started is slower in its first seconds: its code is compiled as it is used, and connections are made. Every operation counts, the first ones too; the latency chart shows how long that lasts."),
            Tag.Of("li", "An operation succeeds once and may have failed before: answers 429 and 503 mean \"come again later\" and are tried again under the same key, as are attempts without an answer."),
            Tag.Of("li", "The driver line says whether the load was what was asked for. When the driver was the bottleneck, the figures are of the driver and not of the system."),
            Tag.Of("li", "The auditor compares what callers were told with the log, the cases, the lists, the agents, the promises and the webhooks. Every kind of fault must be zero, and what it looked at must not be."),
            Tag.Of("li", "Point at a chart for the figures of a moment; the table below it has all of them. Numbered lines are listed above the charts.")));
}
