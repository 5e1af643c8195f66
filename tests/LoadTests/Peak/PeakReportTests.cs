using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Peak.Reporting;

namespace AfterSales.Tests.LoadTests.Peak;

public sealed class PeakReportTests
{
    private readonly PeakReport _report = FixedOutcome.Report(new PeakMark(4, "silo1 killed"));

    [Fact]
    public void A_report_survives_its_json()
    {
        var again = PeakReport.FromJson(_report.ToJson());

        Assert.Equal(_report.ToJson(), again.ToJson());
        Assert.Equal(_report.Operations.AsEnumerable(), again.Operations.AsEnumerable());
        Assert.Equal("silo1 killed", Assert.Single(again.Marks).Name);
    }

    [Fact]
    public void Drivers_are_summed()
    {
        Assert.Equal(new ArrivalFigures(200, 200, 2, 2, 0), _report.Arrivals);
        Assert.Equal(2_000, _report.Driver.Planned);
        Assert.Equal(12, _report.Errors["503"]);
        Assert.Equal(new StreamFigures(6, 180, 3), _report.Streams);
    }

    [Fact]
    public void Reading_is_no_command() => Assert.Equal(((5 + 10) * FixedOutcome.Seconds * 2) + 2, _report.Commands);

    [Fact]
    public void Percentiles_of_drivers_are_those_of_one_histogram_of_all_their_values()
    {
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, 5_000).Select(_ => Math.Exp(random.NextDouble() * 9))];
        var whole = new LatencyHistogram();
        foreach (var value in values)
        {
            whole.Record(TimeSpan.FromMilliseconds(value));
        }

        var merged = Percentiles.Of(values.Chunk(700).Select(FixedOutcome.Histogram));

        Assert.Equal(new Percentiles(At(0.5), At(0.9), At(0.99), At(0.999), whole.Max.TotalMilliseconds), merged);

        double At(double share) => whole.Percentile(share).TotalMilliseconds;
    }

    [Fact]
    public void Processor_time_is_told_per_thousand_commands()
    {
        var part = _report.Parts["all"];

        Assert.Equal(1.5, part.MeanCores, 6);
        Assert.Equal(1.5 * (FixedOutcome.Seconds - 1), part.ProcessorSeconds, 6);
        Assert.Equal(part.ProcessorSeconds * 1000 / _report.Commands, part.SecondsPerThousandCommands!.Value, 6);
    }

    [Fact]
    public void Goodput_counts_the_time_of_arrivals_alone() => Assert.Equal(96, _report.Goodput.Mean, 6);

    [Fact]
    public void The_timeline_has_rates_of_both_drivers_and_what_was_seen()
    {
        var step = _report.Timeline.Steps[3];

        Assert.Equal((10, 100, 96, 2, 2), (step.Arrivals, step.Planned, step.Succeeded, step.Refused, step.GivenUp));
        Assert.Equal((1.5, 3.0, 23.0), (step.Cores["all"], step.Waiting, step.ReadLag));
        Assert.Null(step.SlaLateness);
        Assert.Equal(new PromiseFigures(7.5, 12, 0), _report.Promises);
    }

    [Fact]
    public void A_long_run_has_no_more_steps_than_a_chart_has_room_for_and_loses_no_arrival()
    {
        var timeline = PeakReports.Of("soak", FixedOutcome.Of(seconds: 5_000), FixedOutcome.Machine, []).Timeline;

        Assert.InRange(timeline.Steps.Length, PeakTimeline.MaxSteps / 2, PeakTimeline.MaxSteps);
        Assert.Equal(5_000 * 10, timeline.Steps.Sum(step => step.Arrivals * timeline.StepSeconds), 3);
    }

    [Fact]
    public void Nothing_lost_and_nothing_grown_is_held()
    {
        Assert.True(_report.Held);
        Assert.False((_report with { Audit = FixedOutcome.Verdict(lost: 1) }).Held);
        Assert.False((_report with { Growth = [new GrowthCheck("memory of all", "MB", 1, 9, 2, Held: false)] }).Held);
        Assert.False((_report with { Audit = new() }).Held);
    }

    [Fact]
    public void A_driver_that_kept_up_is_no_bottleneck() => Assert.False(_report.Driver.Bottleneck);

    [Theory]
    [InlineData(100, 98, 0.1)]
    [InlineData(100, 100, 60)]
    public void A_driver_that_sent_too_little_or_too_late_says_so(long planned, long sent, double delay)
    {
        var slow = new DriverResult("d1", [new DriverSlice(0) { Planned = planned, Sent = sent }], []) { SendDelay = FixedOutcome.Histogram(delay) };

        var figures = DriverFigures.Of([slow], new PeakTimeline(1, []), 1, 4);

        Assert.True(figures.Bottleneck);
        Assert.Contains(PeakSummary.Of(_report with { Driver = figures }), line => line.Text.StartsWith("The driver was the bottleneck", StringComparison.Ordinal));
    }

    [Fact]
    public void An_auditor_that_looked_at_nothing_proves_nothing() => Assert.Contains(
        PeakSummary.Of(_report with { Audit = new() }), line => line is { Word: "not audited", State: SummaryState.Note });
}
