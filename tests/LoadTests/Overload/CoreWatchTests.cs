using AfterSales.LoadTests.Overload.Pinned;

namespace AfterSales.Tests.LoadTests.Overload;

public sealed class CoreWatchTests
{
    private const string Stat = """
        cpu  1000 10 500 90000 400 5 6 7 0 0
        cpu0 600 4 300 45000 200 2 3 4 0 0
        cpu1 400 6 200 45000 200 3 3 3 0 0
        intr 12345 0 0
        ctxt 99
        """;

    [Fact]
    public void A_processor_is_busy_when_it_neither_idles_nor_waits_for_a_disk()
    {
        Assert.Equal(400 + 6 + 200 + 3 + 3 + 3, CoreWatch.BusyTicks(Stat, [1]));
        Assert.Equal(600 + 4 + 300 + 2 + 3 + 4 + 615, CoreWatch.BusyTicks(Stat, [0, 1]));
    }

    [Fact]
    public void How_busy_is_told_from_the_first_look_of_a_span_to_its_last()
    {
        ImmutableArray<(double, long)> looks = [(0.5, 100), (1.5, 150), (2.5, 250), (3.5, 350)];

        Assert.Equal(1, CoreWatch.Busy(looks, 1, 4)!.Value, 6);
        Assert.Equal(0.5, CoreWatch.Busy(looks, 0, 2)!.Value, 6);
        Assert.Null(CoreWatch.Busy(looks, 3, 4));
    }
}
