using AfterSales.LoadTests.Peak.Reporting;

namespace AfterSales.Tests.LoadTests.Peak;

public sealed class GrowthTests
{
    [Fact]
    public void Memory_that_stays_is_held() => Assert.True(Memory(400, 400).Held);

    [Fact]
    public void Memory_that_grows_within_the_room_for_noise_is_held() => Assert.True(Memory(400, 490).Held);

    [Fact]
    public void Memory_that_grows_beyond_it_is_not()
    {
        var check = Memory(400, 520);

        Assert.False(check.Held);
        Assert.Equal((400, 520, 500), (check.Early, check.Late, check.Limit));
    }

    [Fact]
    public void A_backlog_of_some_dozens_is_noise() => Assert.True(Checks(200, 200, 60).Single(check => check.Name == "cases waiting for an agent").Held);

    [Fact]
    public void A_backlog_that_grows_with_time_is_not_held() => Assert.False(Checks(200, 200, 2_000).Single(check => check.Name == "cases waiting for an agent").Held);

    [Fact]
    public void A_run_of_seconds_is_too_short_to_say() => Assert.Empty(Checks(200, 900, 5));

    private static GrowthCheck Memory(double early, double late) => Checks(early, late, 60).Single(check => check.Name == "memory of all");

    private static ImmutableArray<GrowthCheck> Checks(double early, double late, int seconds) =>
        GrowthChecks.Of(PeakReports.Of("soak", FixedOutcome.Of(seconds, early, late), FixedOutcome.Machine, []));
}
