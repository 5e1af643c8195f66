using AfterSales.LoadTests.Sampling.Metrics;

namespace AfterSales.Tests.LoadTests.Sampling;

public sealed class MetricsTextTests
{
    private const string Page =
        """
        # HELP aftersales_sla_overdue Of them due and not yet answered.
        # TYPE aftersales_sla_overdue gauge
        aftersales_sla_overdue{shard="3"} 7
        aftersales_sla_overdue{shard="11"} 0
        # TYPE wait histogram
        wait_bucket{a="x y",b="q\"},\\\n",le="5"} 2
        wait_bucket{a="x y",b="q\"},\\\n",le="+Inf"} 3
        plain 1.5e3 1700000000000
        other 9
        """;

    [Fact]
    public void A_series_is_read_with_its_labels_and_value() => Assert.Equal(
        [new MetricLine("aftersales_sla_overdue", "shard=3;", null, 7), new MetricLine("aftersales_sla_overdue", "shard=11;", null, 0)],
        MetricsText.Read(Page, "aftersales_sla_overdue"));

    [Fact]
    public void Buckets_have_their_bound_apart_and_labels_may_hold_quotes_brackets_and_line_ends() => Assert.Equal(
        [new MetricLine("wait_bucket", "a=x y;b=q\"},\\\n;", 5, 2), new MetricLine("wait_bucket", "a=x y;b=q\"},\\\n;", double.PositiveInfinity, 3)],
        MetricsText.Read(Page, "wait_bucket"));

    [Fact]
    public void A_time_after_the_value_is_not_the_value() => Assert.Equal([new MetricLine("plain", "", null, 1500)], MetricsText.Read(Page, "plain"));

    [Fact]
    public void What_nobody_asked_for_is_skipped() => Assert.Empty(MetricsText.Read(Page, "plai", "missing"));

    [Theory]
    [InlineData("plain")]
    [InlineData("plain ")]
    [InlineData("plain{")]
    [InlineData("plain{a")]
    [InlineData("plain{a=")]
    [InlineData("plain{a=\"b")]
    [InlineData("plain{a=\"b\"}")]
    [InlineData("plain{a=\"b\"} x")]
    public void A_line_that_is_cut_off_is_left_out(string line) => Assert.Empty(MetricsText.Read(line, "plain"));
}
