using System.Diagnostics.Metrics;
using AfterSales.Sla;
using AfterSales.Tests.Domain.Queues;
using Xunit;

namespace AfterSales.Tests.Domain.Sla;

/// <summary>A shard's actor: what it wakes, when, and what it does with the answers.</summary>
public sealed class WheelDeskTests
{
    [Fact]
    public Task What_is_stored_and_what_is_told_is_woken_at_its_time() => InWorld(async world =>
    {
        world.Stored.Add(At(world, 1, 10));
        await world.Settle(1);
        world.Tell(At(world, 2, 4));
        await world.Settle(3);
        Assert.Empty(world.Fired);
        await world.Settle(8);
        Assert.Equal([Floor.Id(2), Floor.Id(1)], world.Fired.Select(fired => fired.Ticket));
        Assert.Equal((0, 0, 2L), (world.Desk.Stats().Entries, world.Desk.Stats().Overdue, world.Desk.Stats().Fired));
    });

    [Fact]
    public Task Nothing_is_woken_before_the_shard_is_loaded_and_then_in_order_of_due_time() => InWorld(async world =>
    {
        world.ViewIsAway = true;
        world.Tell(At(world, 1, -1));
        world.Stored.Add(At(world, 2, -100));
        await world.Settle(20);
        Assert.Empty(world.Fired);
        Assert.Equal(FailureCodes.StorageUnavailable, (await Eventually(world, world.Desk.NextDue())).Failure?.Code);
        world.ViewIsAway = false;
        await world.Settle(3);
        Assert.Equal([Floor.Id(2), Floor.Id(1)], world.Fired.Select(fired => fired.Ticket));
    });

    [Fact]
    public Task The_next_deadline_comes_with_the_answer() => InWorld(async world =>
    {
        var next = world.Now.AddSeconds(30);
        world.Answer = id => Answer(new DueFacts(id, 2, world.Fired.Count == 1 ? next : null));
        world.Tell(At(world, 1, 1));
        await world.Settle(25);
        Assert.Single(world.Fired);
        await world.Settle(10);
        Assert.InRange(world.Fired[1].At, next, next.AddSeconds(1));
    });

    [Theory]
    [InlineData("refused")]
    [InlineData("thrown")]
    [InlineData("still due")]
    public Task A_case_that_cannot_be_woken_is_tried_again_after_longer_and_longer_rests(string fault) => InWorld(async world =>
    {
        var due = At(world, 1, -2);
        world.Answer = id => fault switch
        {
            "refused" => Task.FromResult<Outcome<DueFacts>>(new Failure(FailureCodes.Overloaded, "busy")),
            "thrown" => throw new TimeoutException(),
            _ => Answer(due),
        };
        world.Tell(due, At(world, 2, 5));
        await world.Settle(70);
        Assert.InRange(world.Fired.Count(fired => fired.Ticket == due.TicketId), 6, 9);
        Assert.Contains(world.Fired, fired => fired.Ticket == Floor.Id(2));
        world.Answer = id => Answer(new DueFacts(id, 2, null));
        await world.Settle(80);
        Assert.Equal(0, world.Desk.Stats().Entries);
    });

    [Fact]
    public Task A_burst_is_bounded_and_goes_on_with_every_answer_not_with_the_slowest() => InWorld(async world =>
    {
        await world.Settle();
        var slow = new TaskCompletionSource<Outcome<DueFacts>>();
        world.Answer = id => id == Floor.Id(1) ? slow.Task : Answer(new DueFacts(id, 2, null));
        world.Tell([.. Enumerable.Range(1, 500).Select(n => At(world, n, -500 + n))]);
        for (var i = 0; i < 60 && world.Desk.Stats().Overdue > 1; i++)
        {
            await WheelWorld.Quiet();
        }

        Assert.Equal(Enumerable.Range(1, 500).Select(Floor.Id), world.Fired.Select(fired => fired.Ticket));
        Assert.Equal(4, world.MostRunning);
        Assert.Equal((1, 1), (world.Desk.Stats().Entries, world.Desk.Stats().Overdue));
        slow.SetResult(new DueFacts(Floor.Id(1), 2, null));
        await world.Settle();
        Assert.Equal(0, world.Desk.Stats().Entries);
    }, maxInFlight: 4);

    [Fact]
    public Task A_case_whose_process_is_a_moment_behind_is_asked_again_at_once_and_nothing_counts_as_failed() => InWorld(async world =>
    {
        await world.Settle(1);
        var due = At(world, 1, 2);
        world.Answer = id => Answer(world.Fired.Count < 4 ? due : new DueFacts(id, 2, null));
        world.Tell(due);
        await world.Settle(3);
        Assert.Equal(4, world.Fired.Count);
        Assert.InRange(world.Fired[^1].At - world.Fired[0].At, TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(500));
        Assert.Equal((0, 0L), (world.Desk.Stats().Entries, world.Failures));
    });

    [Fact]
    public Task Cases_that_hang_leave_half_of_the_places_to_the_others() => InWorld(async world =>
    {
        await world.Settle(1);
        world.Answer = _ => throw new TimeoutException();
        world.Tell([.. Enumerable.Range(1, 20).Select(n => At(world, n, 0))]);
        await world.Settle(1);
        var hanging = new TaskCompletionSource<Outcome<DueFacts>>();
        world.Answer = id => world.Fired.Take(20).Any(fired => fired.Ticket == id) ? hanging.Task : Answer(new DueFacts(id, 2, null));
        await world.Settle(10);
        Assert.Equal(2, world.Running);
        world.Tell(At(world, 99, 0));
        await world.Settle();
        Assert.Contains(world.Fired, fired => fired.Ticket == Floor.Id(99));
        hanging.SetResult(new Failure(FailureCodes.Overloaded, "busy"));
        world.Answer = id => Answer(new DueFacts(id, 2, null));
        await world.Settle(120);
        Assert.Equal(0, world.Desk.Stats().Entries);
    }, maxInFlight: 4);

    [Fact]
    public Task Whoever_measures_and_throws_disturbs_nothing() => InWorld(async world =>
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "aftersales.sla.lateness" && instrument.Meter.Scope == world.Meters)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("full"));
        listener.Start();
        world.Tell([.. Enumerable.Range(1, 10).Select(n => At(world, n, 0))]);
        await world.Settle(5);
        Assert.Equal(10, world.Fired.Count);
        Assert.Equal(new WheelStats(0, 0, true, 10), world.Desk.Stats());
    }, maxInFlight: 2);

    [Fact]
    public Task What_only_another_activation_was_told_is_loaded_after_a_change_of_membership() => InWorld(async world =>
    {
        await world.Settle(1);
        world.Stored.Add(At(world, 1, 8));
        world.Epoch.Advance();
        await world.Settle(10);
        Assert.Equal(2, world.Loads);
        Assert.Equal(Floor.Id(1), Assert.Single(world.Fired).Ticket);
    });

    [Fact]
    public Task The_clock_of_development_wakes_all_that_is_due_and_what_becomes_due_by_that() => InWorld(async world =>
    {
        var start = world.Now;
        world.Tell(new DueFacts(Floor.Id(1), 1, start.AddDays(1)), new DueFacts(Floor.Id(2), 1, start.AddDays(2)), new DueFacts(Floor.Id(3), 1, start.AddDays(5)));
        world.Answer = id => Answer(new DueFacts(id, world.Fired.Count + 1, id == Floor.Id(1) && world.Fired.Count < 3 ? start.AddDays(2).AddHours(1) : null));
        world.AheadElsewhere = TimeSpan.FromDays(3);
        Assert.Equal(3, (await Eventually(world, world.Desk.FireDue(100))).Value);
        Assert.Equal([Floor.Id(1), Floor.Id(2), Floor.Id(1)], world.Fired.Select(fired => fired.Ticket));
        Assert.Equal(0, (await Eventually(world, world.Desk.FireDue(100))).Value);
        Assert.Equal(start.AddDays(5), (await world.Desk.NextDue()).Value!.Due);
    }, maxInFlight: 1);

    private static DueFacts At(WheelWorld world, int n, int seconds) => new(Floor.Id(n), 1, world.Now.AddSeconds(seconds));

    private static Task<Outcome<DueFacts>> Answer(DueFacts facts) => Task.FromResult<Outcome<DueFacts>>(facts);

    private static async Task<T> Eventually<T>(WheelWorld world, Task<T> task)
    {
        for (var i = 0; i < 20 && !task.IsCompleted; i++)
        {
            await world.Settle(1);
        }

        Assert.True(task.IsCompleted);
        return await task;
    }

    private static Task InWorld(Func<WheelWorld, Task> test, int maxInFlight = 32) => DeskWorld.Run(async () =>
    {
        using var world = new WheelWorld(maxInFlight);
        await test(world);
    });
}
