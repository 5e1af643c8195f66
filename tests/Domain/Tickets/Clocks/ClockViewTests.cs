using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Tickets;
using Xunit;
using static AfterSales.Tests.Domain.Tickets.Clocks.Promises;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>What callers see of promises, and what promises cost those they do not concern.</summary>
public sealed class ClockViewTests
{
    [Fact]
    public void Staff_sees_every_promise_and_customers_those_made_to_them()
    {
        var opened = Case.Opened(TicketKind.Complaint).Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(["first-response", "review", "resolution", "legal-answer"], opened.View(People.Warehouse).Clocks.Select(clock => clock.Name));
        Assert.Equal(["first-response", "resolution", "legal-answer"], opened.View(People.Customer).Clocks.Select(clock => clock.Name));
        Assert.Equal(
            new ClockView("review", SlaType.OLA, ClockStatus.Running, "PT1H", "PT5M", "PT55M", Samples.Start.AddHours(1), false, null, null),
            opened.View(People.Agent).Clocks[1]);
    }

    [Fact]
    public void Working_time_is_told_in_hours()
    {
        var day = Answer with { Calendar = SlaDefaults.BusinessCalendar, TargetSeconds = Seconds(24 * 3_600 + 90, 3_600, 3_600, 3_600) };
        var urgent = Case.Opened(TicketKind.Complaint, policies: Under(day)).Do(new SetPriority(TicketPriority.P1, "now"), People.Agent);
        var clock = urgent.View(People.Agent).Clocks[0];
        Assert.Equal(("PT24H1M30S", SlaDefaults.BusinessCalendar), (clock.Target, clock.Calendar));
        Assert.StartsWith("-PT39H", urgent.Pass(TimeSpan.FromDays(10)).View(People.Agent).Clocks[0].Remaining, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_over_and_what_is_late_stay_visible()
    {
        var late = Case.Opened(TicketKind.Complaint, policies: Under(Answer with { Warnings = SlaDefaults.Ladder })).WaitAndFire().Pass(TimeSpan.FromHours(1));
        Assert.Equal(("-PT30M", 50), (late.View(People.Agent).Clocks[0].Remaining, late.View(People.Agent).Clocks[0].Warned));
        Assert.Null(late.View(People.Customer).Clocks[0].Warned);
        late.Do(new Reply("Sorry."), People.Agent);
        var clock = Assert.Single(late.View(People.Customer).Clocks);
        Assert.Equal((ClockStatus.Fulfilled, true, null), (clock.State, clock.Breached, clock.Due));
        Assert.Equal((true, null), (late.View(People.Agent).Breached, late.View(People.Customer).Breached));
    }

    [Fact]
    public void A_command_that_concerns_no_promise_allocates_nothing_for_them()
    {
        var opened = Case.Opened(TicketKind.ReturnRefund);
        var context = opened.Context(People.Agent);
        System.Collections.Immutable.ImmutableArray<TicketEvent> events = [new Noted { By = Roles.Agent }];
        Assert.False(ClockConsequence.Concerns(opened.State, events, context));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            ClockConsequence.Concerns(opened.State, events, context);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Equal_terms_are_shared_between_cases_and_with_the_policy()
    {
        var one = Case.Opened(TicketKind.Complaint).Clock("review").Terms;
        Assert.Same(one, Replay.ThroughSnapshot(Case.Opened(TicketKind.Exchange).State).Clocks.Single(clock => clock.Name == "review").Terms);
    }
}
