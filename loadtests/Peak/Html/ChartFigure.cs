using System.Xml.Linq;
using AfterSales.LoadTests.Peak.Html.Charts;
using AfterSales.LoadTests.Peak.Reporting;

namespace AfterSales.LoadTests.Peak.Html;

/// <summary>A chart with its title, its legend and its data.</summary>
internal static class ChartFigure
{
    public static XElement Of(Chart chart, string id, PeakTimeline timeline, ImmutableArray<PeakMark> marks) => Tag.Of("figure",
        Tag.Is("id", id),
        Tag.Of("figcaption", Tag.Of("h3", $"{chart.Title} ({chart.Unit})"), Tag.Of("p", chart.Meaning)),
        chart.IsEmpty
            ? Tag.Of("p", Tag.Is("class", "empty"), chart.Absence)
            : Tag.Of("div", Legend(chart), ChartSvg.Draw(chart, id, timeline, marks), Data(chart, timeline)));

    private static XElement Legend(Chart chart) => Tag.Of("ul", Tag.Is("class", "legend"), chart.Series.Select((series, index) => Tag.Of("li",
        Tag.Of("svg", Tag.Is("viewBox", "0 0 26 10"), Tag.Is("aria-hidden", "true"), chart.Stacked
            ? Tag.Of("rect", Tag.Is("class", $"area s{index % ChartSvg.Colours}"), Tag.Is("width", "26"), Tag.Is("height", "10"))
            : Tag.Of("path", Tag.Is("class", $"line s{index % ChartSvg.Colours}"), Tag.Is("d", "M1 5H25"))),
        $"{series.Name} ", Tag.Of("span", Tag.Is("class", "soft"), Most(series, chart.Unit)))));

    private static string Most(ChartSeries series, string unit) => series.Values.Max() is { } most ? $"max {Ticks.Label(most, unit)}" : "not seen";

    private static XElement Data(Chart chart, PeakTimeline timeline) => Tag.Of("details", Tag.Is("class", "data"),
        Tag.Of("summary", "Table of the data"),
        HtmlTable.Of(
            $"{chart.Title}, {chart.Unit}; a row is {Ticks.Clock(timeline.StepSeconds)}.",
            ["second", .. chart.Series.Select(series => series.Name)],
            timeline.Steps.Select((step, index) => chart.Series.Select(series => series.Values[index] is { } value ? Ticks.Short(value) : "-").Prepend(Ticks.Short(step.Second)))));
}
