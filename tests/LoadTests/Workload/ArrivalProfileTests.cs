using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Arrivals;

namespace AfterSales.Tests.LoadTests.Workload;

/// <summary>Arrivals follow the formula of their profile, and nothing but the seed.</summary>
public sealed class ArrivalProfileTests
{
    private const double Step = 0.001;

    public static TheoryData<string> Formulas => ["steady", "midnight", "lunch", "jd618"];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void As_many_arrive_as_the_rate_adds_up_to(string profile)
    {
        var plan = Plans.Of(profile);

        var arrivals = ArrivalTimes.Of(plan).Length;

        var expected = Between(plan, 0, 60);
        Assert.InRange(arrivals, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Every_tenth_of_the_run_has_its_share(string profile)
    {
        var plan = Plans.Of(profile, rate: 200);

        var arrivals = ArrivalTimes.Of(plan);

        for (var from = 0; from < 60; from += 6)
        {
            var expected = Between(plan, from, from + 6);
            var found = arrivals.Count(second => second >= from && second < from + 6);
            Assert.InRange(found, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
        }
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void The_rate_never_exceeds_its_maximum_or_falls_below_the_base(string profile)
    {
        var formula = ArrivalProfile.Of(Plans.Of(profile).Arrivals);

        for (var second = 0.0; second < 60; second += 0.01)
        {
            Assert.InRange(formula.RateAt(second), 50 - 1e-9, formula.Max + 1e-9);
        }
    }

    [Fact]
    public void Midnight_comes_at_a_third_rises_thirtyfold_within_three_seconds_and_fades()
    {
        var formula = ArrivalProfile.Of(new ArrivalPlan("midnight", 10, 120));

        Assert.Equal(10, formula.RateAt(39.9), 3);
        Assert.Equal(300, formula.RateAt(43), 3);
        Assert.Equal(10 * (1 + (29 / Math.E)), formula.RateAt(63), 3);
        Assert.True(formula.RateAt(119) < 20);
    }

    [Fact]
    public void Lunch_is_highest_in_the_middle_and_even_on_both_sides()
    {
        var formula = ArrivalProfile.Of(new ArrivalPlan("lunch", 10, 80) { Peak = 5 });

        Assert.Equal(50, formula.RateAt(40), 6);
        Assert.Equal(formula.RateAt(30), formula.RateAt(50), 6);
        Assert.True(formula.RateAt(30) > formula.RateAt(20));
    }

    [Fact]
    public void The_sale_of_june_warms_up_in_steps_and_bursts_every_hour_first_the_highest()
    {
        var formula = ArrivalProfile.Of(new ArrivalPlan("jd618", 10, 80) { Peak = 20 });

        Assert.Equal([10.0, 15, 20, 30], new[] { 1.0, 6, 11, 16 }.Select(formula.RateAt));
        var bursts = Enumerable.Range(0, 6).Select(hour => formula.RateAt(20.0001 + (hour * 10))).ToArray();
        Assert.Equal(200, bursts[0], 1);
        Assert.Equal(bursts.OrderDescending(), bursts);
        Assert.True(formula.RateAt(29.9) < bursts[1] / 5);
    }

    [Fact]
    public void The_same_seed_gives_the_same_arrivals_and_another_one_others()
    {
        Assert.Equal(ArrivalTimes.Of(Plans.Of("midnight")), ArrivalTimes.Of(Plans.Of("midnight")));
        Assert.NotEqual(ArrivalTimes.Of(Plans.Of("midnight")), ArrivalTimes.Of(Plans.Of("midnight", seed: 12)));
    }

    [Theory]
    [InlineData("noon", 10, 10)]
    [InlineData("steady", 0, 10)]
    [InlineData("steady", 10, 0)]
    [InlineData("replay", 10, 10)]
    public void A_plan_that_makes_no_sense_is_refused_with_one_line(string profile, double rate, double seconds)
    {
        var refused = Assert.Throws<InvalidDataException>(() => ArrivalTimes.Of(Plans.Of(profile, rate, seconds)));

        Assert.DoesNotContain('\n', refused.Message);
    }

    /// <summary>The integral of the rate, by many small steps.</summary>
    private static double Between(PeakPlan plan, double from, double to)
    {
        var formula = ArrivalProfile.Of(plan.Arrivals);
        var sum = 0.0;
        for (var second = from + (Step / 2); second < to; second += Step)
        {
            sum += formula.RateAt(second) * Step;
        }

        return sum;
    }
}
