using AfterSales.Agents;
using AfterSales.Calendars;
using AfterSales.Queues;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using AfterSales.Tests.Domain.Calendars;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>A queue with opening hours; the floor's clock starts at 12:00, in the lunch break of the calendar used here.</summary>
public sealed class OpeningHoursTests
{
    private static readonly BusinessCalendar Calendar = Make.Calendar("UTC", Make.EveryDay(Make.Hours("09:00-12:00", "13:00-18:00")));

    private static readonly QueueDefinition Relaxing = Floor.Definition() with
    {
        RequiredSkills = Floor.Skills("legal"), Targets = [new(TimeSpan.FromHours(1), [])],
    };

    private static readonly QueueDefinition Overflowing = Floor.Definition() with { OverflowQueue = "other", OverflowAfter = TimeSpan.FromHours(1) };

    [Fact]
    public void Nothing_is_handed_out_while_closed_and_the_opening_is_waited_for()
    {
        var floor = At("12:00");
        floor.Agent("a");
        floor.Waits(1);
        Pass(floor, "12:30");
        Assert.Null(floor.Decide());
        Assert.Equal(Time("13:00"), floor.Shard.NextDue);
        Pass(floor, "13:00");
        Assert.Null(floor.Shard.NextDue);
        Assert.Equal("a", floor.Decide()!.Agent);
    }

    [Fact]
    public void Nothing_is_offered_while_closed_and_an_open_offer_may_still_be_accepted()
    {
        var floor = At("11:59", Floor.Definition() with { Mode = QueueMode.Offer });
        floor.Agent("a");
        floor.Agent("b");
        floor.Waits(1);
        floor.Waits(2);
        Pass(floor, Time("11:59").AddSeconds(50));
        var offer = floor.Offer();
        Pass(floor, "12:00");
        Assert.Null(floor.Decide());
        Assert.Same(offer, floor.End(offer, OfferEnd.Accepted));
    }

    [Fact]
    public void An_agent_who_asks_gets_work_while_closed()
    {
        var floor = At("12:00");
        floor.Agent("a");
        floor.Waits(1);
        Assert.Null(floor.Decide());
        Assert.Equal(Floor.Id(1), floor.Shard.Pull("a", Guid.NewGuid(), floor.Now).Flight!.TicketId);
    }

    [Theory]
    [InlineData("10:00", "11:00")]
    [InlineData("11:30", "13:30")]
    [InlineData("12:15", "14:00")]
    public void A_target_relaxes_after_open_time(string came, string relaxes)
    {
        var floor = At(came, Relaxing);
        floor.Agent("any");
        floor.Waits(1);
        Pass(floor, Time(relaxes).AddTicks(-1));
        Assert.Null(floor.Decide());
        Assert.Equal(Time(relaxes), floor.Shard.NextDue);
        Pass(floor, relaxes);
        Assert.Equal(1, floor.Decide()!.Request.Assignment.Reason.Target);
    }

    [Theory]
    [InlineData("09:30", "10:30")]
    [InlineData("11:01", "13:01")]
    public void A_case_overflows_after_open_time(string came, string overflows)
    {
        var floor = At(came, Overflowing);
        floor.Waits(1);
        Pass(floor, Time(overflows).AddTicks(-1));
        Assert.Null(floor.Shard.NextReroute(floor.Now));
        Pass(floor, overflows);
        Assert.Equal(RerouteReason.Overflow, floor.Shard.NextReroute(floor.Now)!.Reason);
    }

    [Theory]
    [InlineData("10:00", 15)]
    [InlineData("12:00", 3_615)]
    [InlineData("12:59", 75)]
    public void The_expected_wait_of_a_waiting_case_includes_closed_time_to_come(string now, int seconds)
    {
        // 300 s for a case, 20 places of 5 units, all of them taken.
        var floor = At(now);
        floor.Waits(1);
        floor.Agent("a", used: 98);
        Assert.Equal(TimeSpan.FromSeconds(seconds), floor.Shard.Position(Floor.Id(1), floor.Now).ExpectedWait);
        Assert.Equal(TimeSpan.FromSeconds(seconds + 15), floor.Shard.Stats(floor.Now).ExpectedWait);
    }

    [Theory]
    [InlineData("10:00", 0)]
    [InlineData("12:10", 3_000)]
    public void With_agents_free_one_waits_until_the_opening(string now, int seconds)
    {
        var floor = At(now);
        floor.Agent("a");
        Assert.Equal(TimeSpan.FromSeconds(seconds), floor.Shard.Stats(floor.Now).ExpectedWait);
    }

    [Fact]
    public void A_break_does_not_make_the_queue_look_slow()
    {
        var calendar = Make.Calendar("UTC", Make.EveryDay(Make.Hours("09:00-12:00", "12:05-18:00")));
        var floor = new Floor(calendar: calendar) { Now = Time("11:59") };
        Work(floor, cases: 59);
        Pass(floor, "12:00");
        Pass(floor, "12:05");

        // 59 in 60 s, whatever did not happen in the five minutes between.
        Assert.Equal(60 / 59.0, floor.Shard.Position(Floor.Id(99), floor.Now).ExpectedWait!.Value.TotalSeconds, 0.001);
    }

    [Fact]
    public void A_changed_calendar_counts_at_once_and_agents_need_not_be_loaded_for_it()
    {
        var floor = At("12:00");
        floor.Agent("a");
        floor.Waits(1);
        Assert.Null(floor.Decide());
        var longer = Make.Calendar("UTC", Make.EveryDay(Make.Hours("09:00-18:00")));
        Assert.False(floor.Shard.Configure(floor.Shard.Definition, floor.Policy, floor.Now, longer));
        Assert.Equal("a", floor.Decide()!.Agent);
    }

    [Fact]
    public void Without_a_calendar_wait_is_plain_time()
    {
        var hours = new ServingHours();
        Assert.Equal((true, false, 105L, long.MaxValue), (hours.IsOpen(7), hours.HasTurned(7), hours.After(100, 5), hours.OpensAt));
        Assert.Equal(TimeSpan.FromDays(400), hours.Wait(7, TimeSpan.FromDays(400)));
    }

    private static Floor At(string time, QueueDefinition? definition = null)
    {
        var floor = new Floor(definition, calendar: Calendar) { Now = Time(time) };
        floor.Shard.Tick(floor.Now);
        return floor;
    }

    /// <summary>One case handed out each second while another one waits all the time.</summary>
    private static void Work(Floor floor, int cases)
    {
        floor.Agent("a", capacity: 5 * cases);
        floor.Waits(99, units: 1_000);
        for (var i = 0; i < cases; i++)
        {
            floor.Waits(100 + i);
            floor.Now = floor.Now.AddSeconds(1);
            floor.Shard.Tick(floor.Now);
            Assert.NotNull(floor.Assign());
        }
    }

    private static void Pass(Floor floor, string time) => Pass(floor, Time(time));

    private static void Pass(Floor floor, DateTimeOffset time)
    {
        floor.Now = time;
        floor.Shard.Tick(time);
    }

    private static DateTimeOffset Time(string time) => new(2026, 3, 10, int.Parse(time[..2]), int.Parse(time[3..]), 0, TimeSpan.Zero);
}
