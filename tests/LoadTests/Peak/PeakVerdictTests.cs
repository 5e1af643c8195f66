using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Peak.Html;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.LoadTests.Systems;

namespace AfterSales.Tests.LoadTests.Peak;

/// <summary>Data that is whole does not make a run held.</summary>
public sealed class PeakVerdictTests
{
    private readonly PeakReport _report = FixedOutcome.Report();

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(4, 2, true)]
    [InlineData(5, 2, false)]
    public void Cases_refused_although_the_rules_allow_them_are_few(long refused, long foreseen, bool held)
    {
        var report = _report with { Arrivals = new ArrivalFigures(200, 190, refused, foreseen, 0) };

        AssertTold(report, held, "cases were refused although");
        Assert.Contains(PeakSummary.Of(report), line => line.Text.Contains($"{foreseen} refused as planned, {refused - foreseen} unexpectedly", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Operations_given_up_are_few(long givenUp, bool held) => AssertTold(
        _report with { Operations = [_report.Operations[0] with { Succeeded = 980 + 10 - givenUp, Refused = 10, GivenUp = givenUp }] }, held, "operations were given up");

    [Fact]
    public void A_process_that_ended_by_itself_is_told_with_its_moment()
    {
        var outcome = FixedOutcome.Of();
        var report = PeakReports.Of("surge", outcome with { Ends = [new UnexpectedEnd("silo1", 139, outcome.Fleet.StartedAt.AddSeconds(7))] }, FixedOutcome.Machine, []);

        AssertTold(report, held: false, "silo1 (exit code 139, second 7.0)");
        Assert.Contains("silo1: exit code 139", HtmlReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_front_that_is_dead_at_the_end_is_told()
    {
        var report = PeakReports.Of("surge", FixedOutcome.Of() with { DeadFronts = [new Uri("http://127.0.0.1:81")] }, FixedOutcome.Machine, []);

        AssertTold(report, held: false, "127.0.0.1:81");
        Assert.Contains("127.0.0.1:81", HtmlReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_stopped_is_neither_held_nor_not_held()
    {
        var lost = _report with { Audit = FixedOutcome.Verdict(lost: 1) };

        Assert.Equal((0, 1), (PeakSession.ExitCode(_report), PeakSession.ExitCode(lost)));
        Assert.Equal((130, 130), (PeakSession.ExitCode(_report with { Interrupted = true }), PeakSession.ExitCode(lost with { Interrupted = true })));
    }

    private static void AssertTold(PeakReport report, bool held, string why)
    {
        Assert.Equal(held, report.Held);
        var line = PeakSummary.Of(report).Single(line => line.Word is "held" or "not held");
        Assert.Equal(held ? SummaryState.Good : SummaryState.Bad, line.State);
        Assert.Equal(!held, PeakVerdict.Against(report).Any(reason => reason.Contains(why, StringComparison.Ordinal) && line.Text.Contains(reason, StringComparison.Ordinal)));
    }
}
