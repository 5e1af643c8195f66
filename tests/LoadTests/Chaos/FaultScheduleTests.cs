using AfterSales.LoadTests.Chaos.Faults;
using AfterSales.LoadTests.Chaos.Runs;
using AfterSales.LoadTests.Chaos.Scheduling;
using AfterSales.LoadTests.Running;

namespace AfterSales.Tests.LoadTests.Chaos;

public sealed class FaultScheduleTests
{
    private static readonly ImmutableArray<Fault> Everything = FaultCatalog.Possible(silos: 3, ownServer: true);

    [Fact]
    public void The_same_seed_gives_the_same_faults_at_the_same_moments_with_the_same_victims()
    {
        foreach (var seed in Enumerable.Range(-20, 60))
        {
            Assert.Equal(FaultSchedule.Random(seed, Everything), FaultSchedule.Random(seed, Everything));
        }

        Assert.NotEqual(FaultSchedule.Random(10, Everything), FaultSchedule.Random(20, Everything));
    }

    [Fact]
    public void A_schedule_never_changes_from_one_build_to_the_next()
    {
        // Seeds stand in reports: whoever repeats one must get the same run.
        Assert.Equal(
            ["kill-all 3.93 0.00", "freeze-one 2.03 7.36"],
            Enumerable.Range(1, 2).SelectMany(seed => FaultSchedule.Random(seed, Everything)).Select(fault => $"{fault.Name} {fault.At:0.00} {fault.Lasts:0.00}"));
    }

    [Fact]
    public void One_to_three_different_faults_come_soon_after_the_first_arrival_and_half_of_the_runs_have_one()
    {
        var schedules = Enumerable.Range(1, 200).Select(seed => FaultSchedule.Random(seed, Everything)).ToList();

        Assert.All(schedules, schedule =>
        {
            Assert.InRange(schedule.Length, 1, 3);
            Assert.Distinct(schedule.Select(fault => fault.Name));
            Assert.All(schedule, fault => Assert.InRange(fault.At, 2, 5));
        });
        Assert.InRange(schedules.Count(schedule => schedule.Length == 1), 80, 120);
        Assert.Contains(schedules, schedule => schedule.Length == 3);
    }

    [Fact]
    public void As_many_seeds_in_a_row_as_there_are_faults_have_each_of_them()
    {
        var named = Enumerable.Range(7, Everything.Length).SelectMany(seed => FaultSchedule.Random(seed, Everything)).Select(fault => fault.Name).ToHashSet();

        Assert.Equal(Everything.Length, named.Count);
    }

    [Fact]
    public void Faults_that_were_asked_for_come_at_their_moments_and_the_seed_fills_in_what_is_missing()
    {
        var schedule = FaultSchedule.Fixed(1, [new PostgresPause(), new KillOne()], [1.5]);

        Assert.Equal(("postgres-pause", 1.5), (schedule[0].Name, schedule[0].At));
        Assert.InRange(schedule[0].Lasts, 1, 5);
        Assert.Equal("kill-one", schedule[1].Name);
        Assert.InRange(schedule[1].At, 2, 5);
    }

    [Fact]
    public void Cases_arrive_for_fifteen_seconds_after_the_last_fault_is_over()
    {
        var late = new PlannedFault("freeze-one", 5, 9, 0.5);

        Assert.Equal(29, new ChaosSettings(1, 1).Plan(1, [new PlannedFault("kill-one", 2, 0, 0), late]).Arrivals.Seconds);
        Assert.Equal(60, new ChaosSettings(1, 1) { Seconds = 60 }.Plan(1, [late]).Arrivals.Seconds);
        Assert.All(Enumerable.Range(1, 50).Select(seed => FaultSchedule.Random(seed, Everything)), schedule =>
            Assert.All(schedule, fault => Assert.True(new ChaosSettings(1, 1).Plan(1, schedule).Arrivals.Seconds >= fault.At + fault.Lasts + 15)));
    }

    [Fact]
    public void Somebody_elses_server_is_left_alone_and_a_single_process_has_no_faults_of_silos()
    {
        Assert.Equal(["kill-all", "freeze-one", "rolling-restart", "webhook-hang"], FaultCatalog.Possible(silos: 1, ownServer: false).Select(fault => fault.Name));
        Assert.Contains("is left alone", Refusal("postgres-restart"), StringComparison.Ordinal);
        Assert.Contains("several silos", Refusal("kill-one"), StringComparison.Ordinal);
        Assert.Contains("there are kill-one, kill-all", Refusal("earthquake"), StringComparison.Ordinal);
    }

    private static string Refusal(string fault) => Assert.Throws<BenchRefusedException>(() => FaultCatalog.Find(fault, silos: 1, ownServer: false)).Message;
}
