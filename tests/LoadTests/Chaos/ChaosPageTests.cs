using System.Xml.Linq;
using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Chaos.Reporting;
using AfterSales.LoadTests.Chaos.Scheduling;
using AfterSales.LoadTests.Chaos.Timing;
using AfterSales.LoadTests.Compare;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.Tests.LoadTests.Chaos;

public sealed class ChaosPageTests
{
    private const string Hostile = "<script>alert('x')</script>&\"]]>\u0001";
    private static readonly ImmutableSortedDictionary<string, long> None = ImmutableSortedDictionary<string, long>.Empty;
    private readonly string _page = ChaosPage.Write(new ChaosReport(7, MachineFacts.Read(), [Run(7, lost: 0), Run(8, lost: 2)]) { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("at", Hostile) });

    [Fact]
    public void The_page_is_well_formed_and_nothing_of_a_run_becomes_markup()
    {
        Assert.Equal("html", Parsed().Root!.Name.LocalName);
        Assert.DoesNotContain("<script", _page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u0001', _page);
    }

    [Fact]
    public void Nothing_is_fetched_from_anywhere() => Assert.All(["http", "src=", "url(", "@import"], outside => Assert.DoesNotContain(outside, _page, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Each_run_has_its_seed_its_verdict_and_what_callers_felt()
    {
        var rows = Parsed().Descendants("table").ElementAt(1).Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray()).ToList();

        Assert.Equal(["7", "8"], rows.Select(row => row[0]));
        Assert.Contains("passed", rows[0][1], StringComparison.Ordinal);
        Assert.Contains("lost 2", rows[1][1], StringComparison.Ordinal);
        Assert.Contains("success again after 1.0 s", rows[1][2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_run_that_failed_is_drawn_with_its_fault()
    {
        var drawing = Parsed().Descendants("svg").Single(svg => (string?)svg.Attribute("role") == "img");

        Assert.Contains("seed 8", _page, StringComparison.Ordinal);
        Assert.Single(drawing.Descendants("line"), line => (string?)line.Attribute("class") == "mark");
    }

    [Fact]
    public void A_comparison_has_a_page_of_the_same_kind()
    {
        var page = ComparePage.Write(new BenchReport("compare", 1, MachineFacts.Read()) { Results = [new BenchResult(Hostile, 1234) { Ratio = 2.5 }] });

        Assert.Contains("1,234", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    private XDocument Parsed() => XDocument.Parse(_page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));

    private static RunOutcome Run(int seed, long lost)
    {
        var series = new CallerSeries(0.1, [.. Enumerable.Repeat(new CallerSlice(5, None), 40)]);
        var times = new FaultTimes(0.1, 1, 0.9, 0.8, None);
        return new RunOutcome(seed, [new PlannedFault("kill-all", 2, 0, 0.5)], [new FaultOutcome(new ThrownFault("kill-all", 2, 3, Hostile), times) { Alone = true }])
        {
            Commands = series,
            Reads = series,
            Verdict = new AuditVerdict { Faults = ImmutableSortedDictionary<string, long>.Empty.Add(AuditKinds.Lost, lost), Findings = [new AuditFinding(AuditKinds.Lost, Hostile)] },
        };
    }
}
