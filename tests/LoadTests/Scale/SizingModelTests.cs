using AfterSales.LoadTests.Scale.Reporting;
using AfterSales.LoadTests.Scale.Sizing;

namespace AfterSales.Tests.LoadTests.Scale;

/// <summary>Every figure here was computed by hand.</summary>
public sealed class SizingModelTests
{
    private static readonly SizingPeak Peak = new()
    {
        OrdersPerSecond = 10_000, ReturnShare = 0.2, PeakHours = 2, SpreadHours = 100, PeakFactor = 5,
        Headroom = 1.5, CoresPerSilo = 4, PrimaryCores = 30, PrimaryWalBytes = 5e6,
    };

    private static readonly CaseCosts Costs = new(0.01, 0.02, 0.005, Requests: 12, Commands: 6, WalBytes: 10_000, LogBytes: 4_000) { Connections = 20 };

    [Fact]
    public void Returns_of_the_peak_are_spread_over_hours_and_have_a_peak_of_their_own() =>
        Assert.Equal(200, SizingModel.CasesPerSecond(Peak), 6);

    [Fact]
    public void They_never_exceed_what_comes_with_each_order()
    {
        Assert.Equal(2_000, SizingModel.CasesPerSecond(Peak with { SpreadHours = 0 }), 6);
        Assert.Equal(2_000, SizingModel.CasesPerSecond(Peak with { SpreadHours = 3 }), 6);
        Assert.Equal(110_770, SizingModel.CasesPerSecond(new SizingPeak { SpreadHours = 0 }), 6);
    }

    [Fact]
    public void Processors_are_cases_times_cost_times_headroom()
    {
        var sized = SizingModel.Of(Peak, Costs);

        Assert.Equal(2_400, sized.RequestsPerSecond, 6);
        Assert.Equal(1_200, sized.CommandsPerSecond, 6);
        Assert.Equal(3, sized.FrontCores, 6);
        Assert.Equal(6, sized.SiloCores, 6);
        Assert.Equal(1.5, sized.PostgresCores, 6);
        Assert.Equal((2, 40), (sized.Silos, sized.Connections));
    }

    [Fact]
    public void What_is_written_follows_from_the_bytes_of_a_case()
    {
        var sized = SizingModel.Of(Peak, Costs);

        Assert.Equal(2_000_000, sized.WalBytesPerSecond, 6);

        // 2,000 returns per second for two hours are 14,400,000; 24 of 100 hours are a day's share.
        Assert.Equal(3_456_000, SizingModel.CasesPerDay(Peak), 3);
        Assert.Equal(3_456_000.0 * 4_000, sized.LogBytesPerDay, 0);
    }

    [Theory]
    [InlineData(5e6, 500, "write-ahead log", 1)]
    [InlineData(1e6, 100, "write-ahead log", 2)]
    [InlineData(1e9, 4_000, "processors", 1)]
    public void One_primary_ends_at_its_processors_or_at_its_log(double wal, double bound, string by, int primaries)
    {
        var sized = SizingModel.Of(Peak with { PrimaryWalBytes = wal }, Costs);

        Assert.Equal(bound, sized.PrimaryBound, 6);
        Assert.Equal((by, primaries), (sized.PrimaryEndsBy, sized.Primaries));
    }

    [Theory]
    [InlineData(10, 14, 16)]
    [InlineData(10, 10, 10)]
    [InlineData(10, 8, 10)]
    public void Many_silos_cost_half_as_much_again_as_three_do_above_one(double one, double three, double many) =>
        Assert.Equal(many, SizingModel.InManySilos(one, three), 6);

    [Fact]
    public void Processors_are_full_at_their_number_divided_by_the_cost_of_a_case()
    {
        Assert.Equal(1 / 0.035, SizingModel.Saturated(1, Costs), 6);
        Assert.Equal(0.25, new PredictionCheck(1, 125, 100).Error, 6);
        Assert.Equal(-0.5, new PredictionCheck(1, 50, 100).Error, 6);
    }
}
