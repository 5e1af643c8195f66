using AfterSales.LoadTests.Measuring;

namespace AfterSales.Tests.LoadTests;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    public void Percentiles_are_within_one_percent_of_the_sorted_values(double share)
    {
        var random = new Random(7);
        var histogram = new LatencyHistogram();
        var values = new long[20_000];
        for (var i = 0; i < values.Length; i++)
        {
            // From 100 ns to 10 s, every magnitude as likely: where a linear histogram would be coarse.
            values[i] = (long)Math.Pow(10, 2 + (random.NextDouble() * 8)) / 100 * 100;
            histogram.RecordNanoseconds(values[i]);
        }

        Array.Sort(values);
        var exact = values[(int)Math.Ceiling(values.Length * share) - 1];
        var measured = histogram.Percentile(share).TotalNanoseconds;
        Assert.InRange(measured, exact * 0.99 - 100, exact * 1.01 + 100);
    }

    [Fact]
    public void The_highest_percentile_is_the_largest_value_itself()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromMilliseconds(1));
        histogram.Record(TimeSpan.FromMilliseconds(123.4567));

        Assert.Equal(TimeSpan.FromMilliseconds(123.4567), histogram.Percentile(1));
        Assert.Equal(histogram.Max, histogram.Percentile(1));
    }

    [Fact]
    public void One_slow_value_in_a_hundred_is_the_99th_percentiles_neighbour_not_its_value()
    {
        var histogram = new LatencyHistogram();
        for (var i = 0; i < 99; i++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(1));
        }

        histogram.Record(TimeSpan.FromSeconds(9));

        Assert.InRange(histogram.Percentile(0.99).TotalMilliseconds, 0.99, 1.01);
        Assert.Equal(9, histogram.Percentile(0.991).TotalSeconds, 2);
    }

    [Fact]
    public void Adding_histograms_counts_every_value_once()
    {
        var left = new LatencyHistogram();
        var right = new LatencyHistogram();
        left.Record(TimeSpan.FromMilliseconds(1));
        right.Record(TimeSpan.FromMilliseconds(3));
        right.Record(TimeSpan.FromMilliseconds(5));

        left.Add(right);

        Assert.Equal(3, left.Count);
        Assert.Equal(3, left.Percentile(0.5).TotalMilliseconds, 1);
        Assert.Equal(TimeSpan.FromMilliseconds(5), left.Max);
    }

    [Fact]
    public void Values_beyond_the_range_are_kept_at_its_edges()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromSeconds(-1));
        histogram.Record(TimeSpan.FromDays(10));

        Assert.Equal(2, histogram.Count);
        Assert.Equal(TimeSpan.Zero, histogram.Percentile(0.5));
        Assert.True(histogram.Max >= TimeSpan.FromHours(2));
    }
}
