using AfterSales.LoadTests.Sampling.Processes;
using AfterSales.LoadTests.Systems;

namespace AfterSales.Tests.LoadTests.Sampling;

public sealed class PartMeterTests
{
    private readonly PartMeter _meter = new();

    [Fact]
    public void The_first_look_is_where_counting_begins() => Assert.Empty(_meter.Cores(0, [Silo(10, ticks: 5_000)]));

    [Fact]
    public void Ticks_since_the_look_before_are_cores_in_use()
    {
        _meter.Cores(0, [Silo(10, ticks: 5_000), Postgres(ticks: 100)]);

        var cores = _meter.Cores(2, [Silo(10, ticks: 5_300), Postgres(ticks: 150)]);

        Assert.Equal(1.5, cores["silo"], 6);
        Assert.Equal(0.25, cores["postgres"], 6);
    }

    [Fact]
    public void Processes_of_one_part_are_summed()
    {
        _meter.Cores(0, [Silo(10, ticks: 0), Silo(11, ticks: 0)]);

        Assert.Equal(0.7, _meter.Cores(1, [Silo(10, ticks: 30), Silo(11, ticks: 40)])["silo"], 6);
    }

    [Fact]
    public void A_process_that_came_back_under_another_id_gives_no_negative_second()
    {
        _meter.Cores(0, [Silo(10, ticks: 90_000)]);

        Assert.Equal(0, _meter.Cores(1, [Silo(77, ticks: 20)])["silo"]);
        Assert.Equal(0.5, _meter.Cores(2, [Silo(77, ticks: 70)])["silo"], 6);
    }

    [Fact]
    public void An_id_used_again_is_another_process()
    {
        _meter.Cores(0, [Silo(10, ticks: 400, start: 1)]);

        Assert.Equal(0, _meter.Cores(1, [Silo(10, ticks: 450, start: 900)])["silo"]);
    }

    [Fact]
    public void A_part_that_is_gone_is_missing_not_zero()
    {
        _meter.Cores(0, [Silo(10, ticks: 0)]);

        Assert.Empty(_meter.Cores(1, []));
    }

    [Fact]
    public void This_process_is_found_with_its_memory_and_its_time()
    {
        var usage = Assert.Single(ProcessTable.Read().Usage([new SystemProcess("self", "silo", Environment.ProcessId, null)]), one => one.Part == "silo");

        Assert.True(usage.Ticks > 0);
        Assert.InRange(usage.Megabytes, 5, 100_000);
    }

    [Fact]
    public void A_process_that_has_ended_is_left_out() =>
        Assert.DoesNotContain(ProcessTable.Read().Usage([new SystemProcess("gone", "silo", int.MaxValue, null)]), one => one.Part == "silo");

    private static PartUsage Silo(int id, long ticks, long start = 1) => new("silo", id, start, ticks, 100);

    private static PartUsage Postgres(long ticks) => new("postgres", 5, 1, ticks, 100);
}
