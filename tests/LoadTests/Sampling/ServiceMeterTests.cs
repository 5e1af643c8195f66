using AfterSales.LoadTests.Sampling;
using AfterSales.LoadTests.Sampling.Metrics;

namespace AfterSales.Tests.LoadTests.Sampling;

public sealed class ServiceMeterTests
{
    private readonly ServiceMeter _meter = new();

    [Fact]
    public void Rows_appended_are_a_rate_over_all_processes()
    {
        Look(Appended("silo1", 1, 1_000), Appended("silo2", 2, 50));

        Assert.Equal(60, Look(2, Appended("silo1", 1, 1_100), Appended("silo2", 2, 70)).Appends);
    }

    [Fact]
    public void A_process_that_came_back_has_counted_from_zero_since()
    {
        Look(Appended("silo1", 1, 100_000));

        Assert.Equal(30, Look(Appended("silo1", 9, 30)).Appends);
        Assert.Equal(5, Look(Appended("silo1", 9, 35)).Appends);
    }

    [Fact]
    public void A_process_that_came_back_and_has_already_counted_more_is_still_another_one()
    {
        Look(Appended("silo1", 1, 10));

        Assert.Equal(40, Look(Appended("silo1", 2, 40)).Appends);
    }

    [Fact]
    public void What_a_process_counted_before_anybody_looked_is_not_growth()
    {
        Look(Appended("silo1", 1, 5));

        Assert.Equal(0, Look(Appended("silo1", 1, 5), Appended("silo2", 2, 900)).Appends);
    }

    [Fact]
    public void A_process_that_did_not_answer_leaves_a_gap_and_no_fall()
    {
        Look(Appended("silo1", 1, 100));
        Assert.Null(Look().Appends);

        Assert.Equal(20, Look(2, Appended("silo1", 1, 140)).Appends);
    }

    [Fact]
    public void Lateness_is_that_of_the_interval_and_not_of_the_whole_run()
    {
        Look(Late((5, 1_000), (10, 1_000), (double.PositiveInfinity, 1_000)));

        var sample = Look(Late((5, 1_000), (10, 1_100), (double.PositiveInfinity, 1_100)));

        Assert.Equal(9.95, sample.SlaLateness!.Value, 6);
    }

    [Fact]
    public void Without_anything_fired_there_is_no_lateness()
    {
        Look(Late((5, 3), (double.PositiveInfinity, 3)));

        Assert.Null(Look(Late((5, 3), (double.PositiveInfinity, 3))).SlaLateness);
    }

    [Fact]
    public void Beyond_the_last_bound_that_bound_is_told()
    {
        Look(Late((10_000, 0), (double.PositiveInfinity, 0)));

        Assert.Equal(10_000, Look(Late((10_000, 0), (double.PositiveInfinity, 9))).SlaLateness);
    }

    [Fact]
    public void Overdue_is_the_sum_of_all_shards_and_unknown_when_nobody_says()
    {
        var shards = new MetricsPage("a", 1, [Line("aftersales_sla_overdue", 3, "shard=1;"), Line("aftersales_sla_overdue", 4, "shard=2;")]);

        Assert.Equal(7, Look(shards).Overdue);
        Assert.Null(Look().Overdue);
    }

    private SystemSample Look(params MetricsPage[] pages) => Look(1, pages);

    private SystemSample Look(double elapsed, params MetricsPage[] pages) => _meter.Fill(new SystemSample(0), pages, elapsed);

    private static MetricsPage Appended(string process, int id, double rows) => new(process, id, [Line("aftersales_log_appended_total", rows)]);

    private static MetricsPage Late(params (double Bound, double Count)[] buckets) =>
        new("a", 1, [.. buckets.Select(bucket => new MetricLine("aftersales_sla_lateness_milliseconds_bucket", "", bucket.Bound, bucket.Count))]);

    private static MetricLine Line(string name, double value, string labels = "") => new(name, labels, null, value);
}
