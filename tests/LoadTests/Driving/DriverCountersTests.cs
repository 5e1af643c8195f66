using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.Tests.LoadTests.Driving;

public sealed class DriverCountersTests
{
    [Fact]
    public void Planned_is_counted_where_it_was_intended_and_sent_where_it_was_sent()
    {
        var counters = new DriverCounters(1_000);

        counters.Planned(900_000);
        counters.Sent(900_000, 2_100_000);
        counters.Success("open", 900_000, 2_100_000, 3_100_000);

        var slices = counters.ToResult("d1", 0).Slices.ToDictionary(slice => slice.Index);
        Assert.Equal((1, 0, 0), (slices[0].Planned, slices[0].Sent, slices[0].Succeeded));
        Assert.Equal((0, 1, 0), (slices[2].Planned, slices[2].Sent, slices[2].Succeeded));
        Assert.Equal((1L, 2_200_000_000L), (slices[3].Succeeded, slices[3].Latency.MaxNanoseconds));
    }

    [Fact]
    public void A_slice_that_was_put_away_keeps_what_it_had_and_takes_what_comes_late()
    {
        var counters = new DriverCounters(1_000);
        counters.Success("read", 0, 0, 5_000);

        counters.FreezeBefore(60_000_000);
        counters.FreezeBefore(61_000_000);
        counters.Success("read", 0, 0, 9_000);

        var latencies = new LatencyHistogram();
        latencies.Add(counters.ToResult("d1", 0).Slices[0].Latency);
        Assert.Equal((2, 9.0), (latencies.Count, latencies.Max.TotalMilliseconds));
        Assert.Equal(5, latencies.Percentile(0.5).TotalMilliseconds, 0.1);
    }

    [Fact]
    public void What_changes_something_is_counted_apart_from_what_only_looks()
    {
        var counters = new DriverCounters(1_000);

        counters.Success("open", 0, 0, 5_000, command: true);
        counters.Success("read", 0, 0, 5_000);
        counters.Error(5_000, "503", command: true);
        counters.Error(5_000, "503");

        var slice = Assert.Single(counters.ToResult("d1", 0).Slices);
        Assert.Equal((2, 1), (slice.Succeeded, slice.Commands));
        Assert.Equal((2, 1), (slice.Errors["503"], slice.CommandErrors["503"]));
    }
}
