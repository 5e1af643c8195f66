using AfterSales.LoadTests.Overload.Phases;
using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Arrivals;

namespace AfterSales.Tests.LoadTests.Overload;

public sealed class PhaseScheduleTests
{
    private readonly PhaseSchedule _schedule = PhaseSchedule.Of(100, seconds: 20, recovery: 15, 2, 5);

    [Fact]
    public void Phases_follow_each_other_without_a_gap() => Assert.Equal(
        [("baseline", 1.0, 0, 20), ("x 2", 2, 20, 40), ("after x 2", 0.5, 40, 55), ("x 5", 5, 55, 75), ("after x 5", 0.5, 75, 90)],
        _schedule.Phases.Select(phase => (phase.Name, phase.Times, phase.From, phase.To)));

    [Fact]
    public void Cases_arrive_at_the_rate_of_each_phase()
    {
        var plan = _schedule.Arrivals();
        var arrivals = ArrivalTimes.Of(new PeakPlan { Seed = 7, Run = "t", Arrivals = plan });

        Assert.Equal(90, plan.Seconds);
        Assert.All(_schedule.Phases, phase =>
        {
            var expected = 100 * phase.Times * (phase.To - phase.From);
            var found = arrivals.Count(second => second >= phase.From && second < phase.To);
            Assert.InRange(found, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
        });
    }

    [Fact]
    public void Steps_without_a_step_are_refused() =>
        Assert.Throws<InvalidDataException>(() => ArrivalProfile.Of(new ArrivalPlan(ArrivalProfile.Steps, 10, 10)));
}
