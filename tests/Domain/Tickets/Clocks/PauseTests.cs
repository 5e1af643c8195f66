using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Tests.Domain.Calendars;
using AfterSales.Tickets;
using Xunit;
using static AfterSales.Tests.Domain.Tickets.Clocks.Promises;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>A promise rests while the customer is awaited, and never while he waits.</summary>
public sealed class PauseTests
{
    private static readonly SlaDefinition Resting = Answer with { Stop = On("resolved"), Pause = In(TicketStep.CounterOffered, TicketStep.ReturnInTransit) };

    [Fact]
    public void A_message_of_the_customer_wakes_it_in_whatever_step_and_an_answer_lets_it_rest_again()
    {
        var offered = Reach.Step(TicketKind.Exchange, TicketStep.CounterOffered, Under(Resting));
        Assert.Equal(["paused answer"], offered.Ledger());
        Assert.Equal(["resumed answer"], offered.Do(new CustomerMessage("How much?"), People.Customer).Ledger());
        Assert.Equal(TicketStep.CounterOffered, offered.State.Step);
        Assert.Equal(["paused answer"], offered.Do(new Reply("All of it."), People.Agent).Ledger());
        Assert.Empty(offered.Do(new Reply("Really."), People.Agent).Ledger());
        Assert.Equal(TimeSpan.FromMinutes(2), offered.Consumed("answer"));
    }

    [Fact]
    public void To_rest_while_the_customer_waits_is_refused_and_told()
    {
        var written = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn, Under(Resting)).Do(new CustomerMessage("Which box?"), People.Customer);
        written.Do(new ShipReturn("SF", "SF-1"), People.Customer);
        Assert.Equal(["refused answer"], written.Ledger());
        Assert.True(written.Clock("answer").IsRunning);
        Assert.Contains(Timeline.Of(written, People.Agent), entry => entry is { Type: "sla-pause-refused", Internal: true } && entry.Details["clocks"] == "answer");
        Assert.DoesNotContain(Timeline.Of(written, People.Customer), entry => entry.Type.StartsWith("sla-", StringComparison.Ordinal));
        Assert.Empty(written.Do(new Note("seen"), People.Agent).Ledger());
        Assert.Equal(["paused answer"], written.Do(new Reply("Any."), People.Agent).Ledger());
    }

    [Fact]
    public void A_decision_of_the_shop_answers_the_customer()
    {
        var rejected = Reach.Step(TicketKind.Exchange, TicketStep.Rejected, Under(Resting with { Pause = In(TicketStep.Rejected) }));
        Assert.Equal(["paused answer"], rejected.Ledger());
    }

    [Fact]
    public void What_rests_because_of_an_event_rests_until_it_is_woken()
    {
        var definition = Answer with { Stop = On("resolved"), Pause = On("noted"), Resume = On("tag-added") };
        var held = Case.Opened(TicketKind.Complaint, policies: Under(definition));
        Assert.Equal(["refused answer"], held.Do(new Note("later"), People.Agent).Ledger());
        Assert.Equal(["paused answer"], held.Do(new Reply("Soon."), People.Agent).Do(new Note("later"), People.Agent).Ledger());
        Assert.Empty(held.Do(new Approve(), People.Agent).Ledger());
        Assert.Equal(["resumed answer"], held.Do(new AddTag("now"), People.Agent).Ledger());
    }

    [Fact]
    public void Resuming_wins_over_resting_and_leaving_the_steps_wakes_it()
    {
        var definition = Answer with { Stop = On("resolved"), Pause = In(TicketStep.AwaitingCustomer), Resume = On("noted") };
        var woken = Case.Opened(TicketKind.Complaint, policies: Under(definition)).Do(new RequestInfo("?"), People.Agent).Do(new Note("known"), People.Agent);
        Assert.Equal(["resumed answer"], woken.Ledger());
        Assert.Empty(woken.Do(new Reply("Still?"), People.Agent).Ledger());
        var both = Case.Opened(TicketKind.Complaint, policies: Under(definition with { Resume = On("info-requested") })).Do(new RequestInfo("?"), People.Agent);
        Assert.Empty(both.Ledger());
    }

    [Fact]
    public void One_event_may_keep_a_promise_and_make_the_next()
    {
        var turn = Answer with { Start = On("opened", "noted"), Stop = On("noted") };
        var noted = Case.Opened(TicketKind.Complaint, policies: Under(turn)).Do(new Note("1"), People.Agent);
        Assert.Equal(["kept answer", "+ answer"], noted.Ledger());
        Assert.Equal((TimeSpan.Zero, ClockStatus.Running), (noted.Consumed("answer"), noted.Clock("answer").Status));
    }

    [Fact]
    public void By_a_calendar_only_open_time_is_consumed_and_promised()
    {
        var office = new AfterSales.Calendars.CalendarSet(new(1,
            [new("office", 1, Make.Definition("Asia/Shanghai", Make.Weekdays(Make.Office)), null, null)]));
        var definition = Resting with { Calendar = "office", TargetSeconds = Seconds(Hour, Hour, 2 * Hour, 2 * Hour), Warnings = SlaDefaults.Ladder };
        var told = new Case { Policies = Under(definition), Calendars = office };
        // Monday 17:30 in Shanghai: half an hour until closing.
        told.Pass(TimeSpan.FromMinutes(90));
        told.Open(Samples.Open(TicketKind.Exchange) with { Category = TicketCategory.Quality, Evidence = [new Evidence("photo", "p-1")] }, People.Customer, Samples.Claim(), Samples.Standing());
        var clock = told.Clock("answer");
        Assert.Equal(Make.At("Asia/Shanghai", "2026-03-03 10:30"), clock.Due);
        Assert.Equal(Make.At("Asia/Shanghai", "2026-03-03 09:30"), clock.WarningAt(0));
        Assert.Equal(Make.At("Asia/Shanghai", "2026-03-03 10:00"), clock.WarningAt(1));
        told.Pass(TimeSpan.FromMinutes(19)).Do(new CounterOffer(TicketKind.RefundOnly, null, "Money?"), People.Agent);
        Assert.Equal(["paused answer"], told.Ledger());
        told.Pass(TimeSpan.FromDays(1)).Do(new CustomerMessage("How much?"), People.Customer);
        Assert.Equal(TimeSpan.FromMinutes(20), told.Consumed("answer"));
        Assert.Equal(Make.At("Asia/Shanghai", "2026-03-04 10:31"), told.Clock("answer").Due);
        Assert.Equal(Replay.Snapshot(told.State), Replay.Snapshot(Replay.Of(told)));
    }
}
