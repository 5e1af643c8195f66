using AfterSales.LoadTests.Overload.Search;
using AfterSales.LoadTests.Running;

namespace AfterSales.Tests.LoadTests.Overload;

public sealed class RateSearchTests
{
    [Theory]
    [InlineData(20, 137)]
    [InlineData(20, 1_900)]
    [InlineData(50, 50)]
    [InlineData(400, 3)]
    public async Task It_ends_at_most_a_tenth_below_what_the_system_sustains(double start, double capacity)
    {
        var found = await new RateSearch(start).Find(rate => Task.FromResult(Step(rate)), step => step.Rate <= capacity);

        Assert.InRange(found.Rate, capacity / 1.1, capacity);
    }

    [Fact]
    public async Task It_doubles_until_a_step_fails_and_then_takes_the_middle()
    {
        var found = await new RateSearch(20).Find(rate => Task.FromResult(Step(rate)), step => step.Rate <= 100);

        Assert.Equal([20, 40, 80, 160, 113.1, 95.1, 103.7], found.Steps.Select(step => Math.Round(step.Rate, 1)));
        Assert.Equal(95.1, Math.Round(found.Rate, 1));
    }

    [Fact]
    public async Task What_failed_once_is_never_asked_again()
    {
        var asked = new List<double>();
        await new RateSearch(20).Find(
            rate =>
            {
                asked.Add(rate);
                return Task.FromResult(Step(rate));
            },
            step => step.Rate is not 80);

        Assert.All(asked.SkipWhile(rate => rate < 80).Skip(1), rate => Assert.True(rate < 80));
    }

    [Fact]
    public async Task A_system_that_sustains_nothing_is_refused_with_a_line()
    {
        var refused = await Assert.ThrowsAsync<BenchRefusedException>(() => new RateSearch(20).Find(rate => Task.FromResult(Step(rate)), _ => false));

        Assert.Contains("does not sustain", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 250, true)]
    [InlineData(0.98, 10, true)]
    [InlineData(0.97, 10, false)]
    [InlineData(1, 251, false)]
    public void A_rate_is_sustained_when_cases_are_opened_promptly_and_commands_stay_fast(double served, double p99, bool holds) =>
        Assert.Equal(holds, new SustainedBounds(250).Holds(new RateStep(10, served, 1, p99, 0.1)));

    private static RateStep Step(double rate) => new(rate, 1, rate, 1, 0.1);
}
