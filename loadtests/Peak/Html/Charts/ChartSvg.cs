using System.Globalization;
using System.Text;
using System.Xml.Linq;
using AfterSales.LoadTests.Peak.Reporting;

namespace AfterSales.LoadTests.Peak.Html.Charts;

/// <summary>Draws a chart as SVG. Colours come from the page's classes, so it follows light, dark and print.</summary>
internal static class ChartSvg
{
    /// <summary>The page has so many; then they begin again.</summary>
    public const int Colours = 8;

    /// <param name="chart">What is shown.</param>
    /// <param name="id">Unique in the page.</param>
    /// <param name="timeline">The steps.</param>
    /// <param name="marks">Lines across, numbered as in the page's list.</param>
    public static XElement Draw(Chart chart, string id, PeakTimeline timeline, ImmutableArray<PeakMark> marks)
    {
        var seconds = timeline.Steps.Length * timeline.StepSeconds;
        var scale = new ChartScale(chart, seconds);
        return Tag.Of("svg",
            Tag.Is("viewBox", $"0 0 {Text(ChartScale.Width)} {Text(ChartScale.Height)}"), Tag.Is("role", "img"), Tag.Is("aria-labelledby", $"{id}-title {id}-desc"),
            Tag.Of("title", Tag.Is("id", $"{id}-title"), $"{chart.Title}, {chart.Unit}, over {Ticks.Clock(seconds)}"),
            Tag.Of("desc", Tag.Is("id", $"{id}-desc"), $"{chart.Meaning} The table below the chart has the figures."),
            Grid(chart, scale, seconds),
            chart.Stacked ? Areas(chart, scale, timeline) : Lines(chart, scale, timeline),
            chart.Bound is { } bound ? Bound(bound.Name, bound.Value, scale) : null,
            marks.Select((mark, index) => Mark(mark, index + 1, scale)),
            timeline.Steps.Select((step, index) => Hover(chart, step, index, scale, timeline.StepSeconds)));
    }

    private static IEnumerable<XElement> Grid(Chart chart, ChartScale scale, double seconds)
    {
        foreach (var tick in scale.Ticks)
        {
            yield return Line("grid", ChartScale.Left, scale.Y(tick), ChartScale.Right, scale.Y(tick));
            yield return Label(ChartScale.Left - 6, scale.Y(tick) + 4, "end", Ticks.Label(tick, chart.Unit));
        }

        foreach (var tick in Ticks.Time(seconds))
        {
            yield return Line("tick", scale.X(tick), ChartScale.Bottom, scale.X(tick), ChartScale.Bottom + 4);
            yield return Label(scale.X(tick), ChartScale.Height - 8, "middle", Ticks.Clock(tick));
        }
    }

    private static IEnumerable<XElement> Lines(Chart chart, ChartScale scale, PeakTimeline timeline)
    {
        for (var index = 0; index < chart.Series.Length; index++)
        {
            var path = new StringBuilder();
            var drawing = false;
            foreach (var (step, value) in timeline.Steps.Zip(chart.Series[index].Values))
            {
                if (value is { } y)
                {
                    // A round cap makes a dot of a value between two gaps.
                    path.Append(drawing ? 'L' : 'M').Append(At(scale.X(step.Second + (timeline.StepSeconds / 2)), scale.Y(y)));
                    path.Append(drawing ? "" : "h0");
                }

                drawing = value is not null;
            }

            yield return Tag.Of("path", Tag.Is("class", $"line s{index % Colours}"), Tag.Is("d", path.ToString()));
        }
    }

    private static IEnumerable<XElement> Areas(Chart chart, ChartScale scale, PeakTimeline timeline)
    {
        // Where nothing at all was seen the areas do not fall to nothing.
        int[] seen = [.. Enumerable.Range(0, timeline.Steps.Length).Where(step => chart.Series.Any(series => series.Values[step] is not null))];
        double[] places = [.. seen.Select(step => scale.X(timeline.Steps[step].Second + (timeline.StepSeconds / 2)))];
        var below = new double[seen.Length];
        for (var index = 0; index < chart.Series.Length; index++)
        {
            double[] above = [.. seen.Zip(below, (step, sum) => sum + (chart.Series[index].Values[step] ?? 0))];
            var edge = places.Zip(above, (x, y) => At(x, scale.Y(y))).Concat(places.Zip(below, (x, y) => At(x, scale.Y(y))).Reverse());
            yield return Tag.Of("path", Tag.Is("class", $"area s{index % Colours}"), Tag.Is("d", $"M{string.Join("L", edge)}Z"));
            below = above;
        }
    }

    private static XElement Bound(string name, double value, ChartScale scale) => Tag.Of("g",
        Line("bound", ChartScale.Left, scale.Y(value), ChartScale.Right, scale.Y(value)), Label(ChartScale.Right, scale.Y(value) - 4, "end", name));

    private static XElement Mark(PeakMark mark, int number, ChartScale scale) => Tag.Of("g",
        Tag.Of("title", $"{Ticks.Clock(mark.Second)}: {mark.Name}"),
        Line("mark", scale.X(mark.Second), ChartScale.Top - 6, scale.X(mark.Second), ChartScale.Bottom),
        Label(scale.X(mark.Second), ChartScale.Top - 9, "middle", $"{number}"));

    private static XElement Hover(Chart chart, TimelineStep step, int index, ChartScale scale, double width) => Tag.Of("rect",
        Tag.Is("class", "hover"), Tag.Is("x", Text(scale.X(step.Second))), Tag.Is("y", Text(ChartScale.Top)),
        Tag.Is("width", Text(scale.X(step.Second + width) - scale.X(step.Second))), Tag.Is("height", Text(ChartScale.Bottom - ChartScale.Top)),
        Tag.Of("title", $"{Ticks.Clock(step.Second)}\n{string.Join('\n', chart.Series.Where(series => series.Values[index] is not null)
            .Select(series => $"{series.Name}: {Ticks.Label(series.Values[index]!.Value, chart.Unit)}"))}"));

    private static XElement Line(string css, double x1, double y1, double x2, double y2) => Tag.Of("line",
        Tag.Is("class", css), Tag.Is("x1", Text(x1)), Tag.Is("y1", Text(y1)), Tag.Is("x2", Text(x2)), Tag.Is("y2", Text(y2)));

    private static XElement Label(double x, double y, string anchor, string text) => Tag.Of("text",
        Tag.Is("x", Text(x)), Tag.Is("y", Text(y)), Tag.Is("text-anchor", anchor), text);

    private static string At(double x, double y) => $"{Text(x)} {Text(y)}";

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
