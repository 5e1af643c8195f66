using AfterSales.LoadTests.Overload.Phases;

namespace AfterSales.Tests.LoadTests.Overload;

public sealed class RecoveryTests
{
    [Theory]
    [InlineData(new double[] { 10, 10, 10, 10 }, 0.0)]
    [InlineData(new double[] { 900, 400, 90, 80, 70, 60 }, 2.0)]
    [InlineData(new double[] { 90, 90, 400, 90, 90, 90 }, 3.0)]
    public void It_counts_from_the_end_of_the_overload_to_three_normal_seconds_in_a_row(double[] p99, double expected) =>
        Assert.Equal(expected, Recovery.Seconds(second => p99[second - 20], 20, 20 + p99.Length, bound: 100));

    [Theory]
    [InlineData(new double[] { 101, 101, 101, 101 })]
    [InlineData(new double[] { 400, 400, 10, 10 })]
    public void Without_three_normal_seconds_there_is_no_recovery(double[] p99) =>
        Assert.Null(Recovery.Seconds(second => p99[second], 0, p99.Length, bound: 100));

    [Fact]
    public void A_second_in_which_nobody_was_answered_is_not_normal() =>
        Assert.Equal(2, Recovery.Seconds(second => second == 1 ? null : 10, 0, 6, bound: 100));

    [Theory]
    [InlineData(60, 120)]
    [InlineData(3, 20)]
    public void Normal_is_twice_the_baseline_and_never_less_than_what_is_always_fine(double baseline, double bound) => Assert.Equal(bound, Recovery.BoundOf(baseline));
}
