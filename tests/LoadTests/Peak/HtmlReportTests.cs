using System.Text.RegularExpressions;
using System.Xml.Linq;
using AfterSales.LoadTests.Peak.Html;
using AfterSales.LoadTests.Peak.Html.Charts;
using AfterSales.LoadTests.Peak.Reporting;

namespace AfterSales.Tests.LoadTests.Peak;

public sealed partial class HtmlReportTests
{
    private readonly string _page = HtmlReport.Write(FixedOutcome.Report(new PeakMark(4, $"killed {FixedOutcome.Hostile}")) with { Audit = FixedOutcome.Verdict(lost: 2) });

    [Fact]
    public void The_page_is_well_formed() => Assert.Equal("html", Parsed().Root!.Name.LocalName);

    [Fact]
    public void Nothing_that_the_run_brought_becomes_markup()
    {
        Assert.DoesNotContain("<script", _page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u0001', _page);
        Assert.True(Parsed().Descendants().Where(element => !element.HasElements).Count(element => element.Value.Contains("<script>alert('x')</script>&\"]]>", StringComparison.Ordinal)) > 5);
    }

    [Fact]
    public void Nothing_is_fetched_from_anywhere() => Assert.DoesNotMatch(Outside(), _page);

    [Fact]
    public void Every_chart_is_there_with_a_title_a_description_and_its_data()
    {
        var figures = Parsed().Descendants("figure").ToList();

        Assert.Equal(
            ["Arrivals", "Throughput", "Latency", "Errors by kind", "Queue depth", "Lateness of promises", "Promises overdue", "Processor time by part", "Memory by part", "Lists behind", "Rows of the log"],
            figures.Select(figure => figure.Descendants("h3").Single().Value.Split(" (")[0]));
        Assert.All(figures, figure =>
        {
            var drawing = figure.Descendants("svg").Single(svg => (string?)svg.Attribute("role") == "img");
            Assert.NotEmpty(drawing.Elements("title").Single().Value);
            Assert.NotEmpty(drawing.Elements("desc").Single().Value);
            Assert.Equal(FixedOutcome.Seconds, figure.Descendants("tbody").Single().Elements("tr").Count());
        });
    }

    [Fact]
    public void Ids_are_unique() => Assert.Empty(Parsed().Descendants().Attributes("id").GroupBy(id => id.Value).Where(group => group.Count() > 1));

    [Fact]
    public void No_element_that_html_keeps_open_is_closed_in_itself() => Assert.Empty(
        SelfClosed().Matches(_page).Select(match => match.Groups[1].Value).Except(["meta", "path", "line", "rect"]));

    [Fact]
    public void A_fault_is_marked_in_every_chart_and_listed_once()
    {
        Assert.Equal(11, Parsed().Descendants("line").Count(line => (string?)line.Attribute("class") == "mark" && line.Parent!.Element("title")!.Value.Contains("killed", StringComparison.Ordinal)));
        Assert.Contains("killed", Parsed().Descendants("ol").Single().Elements("li").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_seen_is_said_and_not_drawn()
    {
        var outcome = FixedOutcome.Of() with { Samples = [] };
        var page = XDocument.Parse(HtmlReport.Write(PeakReports.Of("surge", outcome, FixedOutcome.Machine, [])));

        Assert.Equal(7, page.Descendants("p").Count(p => (string?)p.Attribute("class") == "empty"));
    }

    [Fact]
    public void A_run_without_anything_is_still_a_page()
    {
        var outcome = FixedOutcome.Of() with { Samples = [], Fleet = FixedOutcome.Of().Fleet with { Drivers = [] } };

        Assert.NotNull(XDocument.Parse(HtmlReport.Write(PeakReports.Of("surge", outcome, FixedOutcome.Machine, []))).Root);
    }

    [Theory]
    [InlineData(0.7, new[] { 0, 0.2, 0.4, 0.6, 0.8 })]
    [InlineData(1_000, new double[] { 0, 250, 500, 750, 1_000 })]
    [InlineData(37, new double[] { 0, 10, 20, 30, 40 })]
    public void An_axis_has_round_values_that_reach_beyond_the_highest(double most, double[] ticks) =>
        Assert.Equal(ticks, Ticks.Linear(most).Select(tick => Math.Round(tick, 9)));

    [Fact]
    public void A_logarithmic_axis_reaches_around_all_values() => Assert.Equal([1, 10, 100, 1_000], Ticks.Powers(3, 450));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(90, "1:30")]
    [InlineData(7_265, "2:01:05")]
    public void Times_are_short(double seconds, string text) => Assert.Equal(text, Ticks.Clock(seconds));

    private XDocument Parsed() => XDocument.Parse(_page);

    [GeneratedRegex("""(src|href|srcset|xlink:href)\s*=|@import|url\(|<link|<script|<iframe|https?://""", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();

    [GeneratedRegex("""<([a-z]+)[^<>]*/>""")]
    private static partial Regex SelfClosed();
}
