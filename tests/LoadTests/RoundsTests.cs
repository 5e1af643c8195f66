using AfterSales.LoadTests.LogBench;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.Tests.LoadTests;

public sealed class RoundsTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 9.0, 1.0, 5.0 }, 5.0)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 100.0 }, 3.0)]
    public void The_median_does_not_follow_one_disturbed_round(double[] values, double expected) =>
        Assert.Equal(expected, Rounds.Median(values));

    [Fact]
    public void The_ratio_is_taken_round_by_round()
    {
        var reference = new[] { Took(100), Took(200), Took(400) };
        var own = new[] { Took(500), Took(400), Took(1200) };

        var result = Rounds.Summarize("own", own, "reference", reference);

        Assert.Equal(3, result.Ratio!.Value, 3);
        Assert.Equal("reference", result.RatioTo);
        Assert.Equal(500, result.PerSecond!.Value, 3);
    }

    [Fact]
    public void The_output_of_pgbench_is_understood()
    {
        const string Output = """
            transaction type: append.sql
            number of transactions actually processed: 126112
            number of failed transactions: 0 (0.000%)
            latency average = 0.634 ms
            tps = 25222.412345 (without initial connection time)
            """;

        var round = Pgbench.Parse(Output);

        Assert.Equal(126112, round!.Count);
        Assert.Equal(25222.4, round.PerSecond, 0);
        Assert.Null(Pgbench.Parse("pgbench: error: connection refused"));
    }

    [Fact]
    public void A_process_whose_name_holds_brackets_is_read_correctly()
    {
        var stat = ProcessStat.Parse("4711 (a (odd) name) S 42 1 1 0 -1 4194560 1 2 3 4 1500 250 30 7 20 0 5 0 99");

        Assert.Equal(new ProcessStat("a (odd) name", 42, 1750, 37) { StartTicks = 99 }, stat);
    }

    private static Round Took(double perSecond) => new((long)perSecond, TimeSpan.FromSeconds(1), new LatencyHistogram());
}
