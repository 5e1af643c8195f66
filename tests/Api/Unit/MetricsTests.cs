using System.Diagnostics.Metrics;
using AfterSales.Api.Metrics;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>Instruments of the meter AfterSales as Prometheus reads them. Names are unique per test: meters are shared by the process.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly Meter _meter = new("AfterSales");
    private readonly MetricsCollector _collector = new();

    [Fact]
    public void A_counter_counts_by_its_tags()
    {
        var counter = _meter.CreateCounter<long>("test.commands", "{command}", "Commands done");
        counter.Add(2, new KeyValuePair<string, object?>("action.name", "approve"));
        counter.Add(3, new KeyValuePair<string, object?>("action.name", "approve"));
        counter.Add(1, new KeyValuePair<string, object?>("action.name", "say \"no\"\n"));
        var lines = Lines("test_commands_total");
        Assert.Contains("# HELP test_commands_total Commands done", lines);
        Assert.Contains("# TYPE test_commands_total counter", lines);
        Assert.Contains("test_commands_total{action_name=\"approve\"} 5", lines);
        Assert.Contains("test_commands_total{action_name=\"say \\\"no\\\"\\n\"} 1", lines);
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_a_sum_and_a_count()
    {
        var histogram = _meter.CreateHistogram("test.wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        histogram.Record(0.1);
        histogram.Record(0.5);
        histogram.Record(7);
        Assert.Equal(
            [
                "# TYPE test_wait_seconds histogram", "test_wait_seconds_bucket{le=\"0.1\"} 1", "test_wait_seconds_bucket{le=\"1\"} 2",
                "test_wait_seconds_bucket{le=\"+Inf\"} 3", "test_wait_seconds_sum 7.6", "test_wait_seconds_count 3",
            ],
            Lines("test_wait_seconds"));
    }

    [Fact]
    public void An_observed_series_that_is_gone_is_not_shown_any_more()
    {
        var present = new List<Measurement<int>> { new(4, new KeyValuePair<string, object?>("queue", "a")), new(2, new KeyValuePair<string, object?>("queue", "b")) };
        _meter.CreateObservableGauge("test.waiting", () => present);
        Assert.Contains("test_waiting{queue=\"b\"} 2", Lines("test_waiting"));
        present.RemoveAt(1);
        Assert.Equal(["# TYPE test_waiting gauge", "test_waiting{queue=\"a\"} 4"], Lines("test_waiting"));
    }

    [Fact]
    public void An_up_down_counter_is_a_gauge_that_adds()
    {
        var active = _meter.CreateUpDownCounter<int>("test.active");
        active.Add(3);
        active.Add(-1);
        Assert.Contains("test_active 2", Lines("test_active"));
    }

    [Fact]
    public void A_tag_with_endless_values_does_not_fill_the_memory()
    {
        var counter = _meter.CreateCounter<long>("test.endless");
        for (var n = 0; n < 1000; n++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("id", n));
        }

        var lines = Lines("test_endless_total");
        Assert.Equal(MetricFamily.MaxSeries + 2, lines.Length);
        Assert.Contains($"test_endless_total{{overflow=\"true\"}} {1000 - MetricFamily.MaxSeries}", lines);
    }

    public void Dispose()
    {
        _collector.Dispose();
        _meter.Dispose();
    }

    private string[] Lines(string name) =>
        [.. _collector.Scrape().Split('\n').Where(line => line.Contains(name, StringComparison.Ordinal))];
}
