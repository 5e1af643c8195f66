using AfterSales.Sla.Domain;
using Xunit;

namespace AfterSales.Tests.Domain.Sla;

public sealed class JourneyPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_few_due_times_are_each_stopped_at()
    {
        var plan = new JourneyPlan(Start.AddDays(10));
        Assert.Equal(Start.AddDays(3), plan.Next(Start, Start.AddDays(3)));
        Assert.Equal(Start.AddDays(3).AddSeconds(1), plan.Next(Start.AddDays(3), Start.AddDays(3).AddSeconds(1)));
    }

    [Fact]
    public void What_is_overdue_is_taken_where_it_is() => Assert.Equal(Start, new JourneyPlan(Start.AddDays(1)).Next(Start, Start.AddDays(-1)));

    [Fact]
    public void However_many_there_are_it_arrives()
    {
        var (target, now) = (Start.AddDays(10), Start);
        var plan = new JourneyPlan(target);
        var stops = 0;
        while (!plan.IsOver && now < target)
        {
            var next = plan.Next(now, now.AddSeconds(1));
            Assert.InRange(next, now.AddSeconds(1), target);
            (now, stops) = (next, stops + 1);
        }

        Assert.Equal((target, JourneyPlan.MaxSteps), (now, stops));
    }
}
