using System.Xml.Linq;
using AfterSales.LoadTests.Chaos.Timing;
using AfterSales.LoadTests.Peak.Html;
using AfterSales.LoadTests.Peak.Html.Charts;
using AfterSales.LoadTests.Peak.Reporting;

namespace AfterSales.LoadTests.Chaos.Reporting;

/// <summary>What callers felt over one run, with its faults as marks.</summary>
internal static class ChaosChart
{
    private const double StepSeconds = 0.5;

    public static XElement? Of(RunOutcome run)
    {
        if (run.Commands is not { Slices.IsEmpty: false } commands || run.Reads is not { } reads)
        {
            return null;
        }

        var width = Math.Max(1, (int)Math.Round(StepSeconds / commands.SliceSeconds));
        var seconds = width * commands.SliceSeconds;
        var steps = (commands.Slices.Length + width - 1) / width;
        var timeline = new PeakTimeline(seconds, [.. Enumerable.Range(0, steps).Select(step => new TimelineStep(step * seconds))]);
        var chart = new Chart("Commands and reads", "per second", "Commands change something: as long as none succeeds the system is down, though it may answer reads.",
        [
            Series("commands that succeeded", commands, slice => slice.Succeeded), Series("failed attempts of commands", commands, slice => slice.Errors.Values.Sum()),
            Series("reads that succeeded", reads, slice => slice.Succeeded), Series("failed attempts of reads", reads, slice => slice.Errors.Values.Sum()),
        ]);
        ImmutableArray<PeakMark> marks = [.. run.Faults.Select(one => new PeakMark(one.Fault.At, $"{one.Fault.Name}: {one.Fault.Hit}")).OrderBy(mark => mark.Second)];
        return Tag.Of("div",
            Tag.Of("ol", Tag.Is("class", "marks"), marks.Select(mark => Tag.Of("li", $"{Ticks.Clock(mark.Second)}: {mark.Name}"))),
            ChartFigure.Of(chart, "chart1", timeline, marks));

        ChartSeries Series(string name, CallerSeries of, Func<CallerSlice, long> count) => new(name,
            [.. Enumerable.Range(0, steps).Select(step => (double?)(of.Slices.Skip(step * width).Take(width).Sum(count) / seconds))]);
    }
}
