using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Tickets;
using Xunit;
using static AfterSales.Tests.Domain.Tickets.Clocks.Promises;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>Another priority or another policy is another target; what was consumed stays.</summary>
public sealed class RetargetTests
{
    private static readonly SlaDefinition ByPriority = Answer with { TargetSeconds = Seconds(600, Hour, 4 * Hour, 8 * Hour) };

    [Fact]
    public void A_priority_set_by_a_person_keeps_what_was_consumed()
    {
        var set = Of(TicketPriority.P4).Pass(TimeSpan.FromMinutes(29)).Do(new SetPriority(TicketPriority.P2, "he called"), People.Agent);
        Assert.Equal(["~ answer"], set.Ledger());
        Assert.Equal((TimeSpan.FromMinutes(31), Samples.Start.AddHours(1)), (set.Consumed("answer"), set.Clock("answer").Due));
    }

    [Fact]
    public void A_target_that_was_over_before_it_was_set_was_broken_when_it_was_consumed()
    {
        var set = Of(TicketPriority.P4).Pass(TimeSpan.FromMinutes(29)).Do(new SetPriority(TicketPriority.P1, "smoke"), People.Agent);
        Assert.Equal(["~ answer", "broken answer"], set.Ledger());
        Assert.Equal(Samples.Start.AddMinutes(10), set.Rows[^1].Events.OfType<SlaBreached>().Single().Due);
    }

    [Fact]
    public void Over_in_an_earlier_run_it_is_broken_when_it_runs_again()
    {
        var rests = ByPriority with { Stop = On("resolved"), Pause = In(TicketStep.AwaitingCustomer) };
        var set = Case.Opened(TicketKind.Complaint, policies: Under(rests)).Do(new SetPriority(TicketPriority.P4, "none"), People.Agent)
            .Pass(TimeSpan.FromHours(1)).Do(new RequestInfo("?"), People.Agent).Do(new SetPriority(TicketPriority.P1, "smoke"), People.Agent);
        Assert.Equal(["~ answer"], set.Ledger());
        Assert.False(set.State.Breached);
        set.Pass(TimeSpan.FromDays(1)).Do(new CustomerMessage("!"), People.Customer);
        Assert.Equal(["resumed answer", "broken answer"], set.Ledger());
        Assert.Equal(set.Now, set.Rows[^1].Events.OfType<SlaBreached>().Single().Due);
    }

    [Fact]
    public void A_breach_under_the_old_target_stays_one_when_the_new_target_is_longer()
    {
        var set = Of(TicketPriority.P1).Pass(TimeSpan.FromMinutes(30)).Do(new SetPriority(TicketPriority.P4, "no smoke"), People.Agent);
        Assert.Equal(["broken answer", "~ answer"], set.Ledger());
        Assert.True(set.Clock("answer").Breached);
    }

    [Fact]
    public void A_new_policy_concerns_a_case_at_its_next_row()
    {
        var open = Of(TicketPriority.P3);
        open.Policies = Under(2, ByPriority with { TargetSeconds = Seconds(600, Hour, 6 * Hour, 8 * Hour) });
        Assert.Equal(["~ answer"], open.Do(new Note("seen"), People.Agent).Ledger());
        Assert.Equal((Samples.Start.AddHours(6), 2), (open.Clock("answer").Due, open.Clock("answer").Policy));
    }

    [Fact]
    public void The_wheel_judges_by_the_policy_in_force_when_it_comes()
    {
        var open = Of(TicketPriority.P3);
        var due = ClockDue.Next(open.State)!.Value;
        open.Policies = Under(2, ByPriority with { TargetSeconds = Seconds(600, Hour, 6 * Hour, 8 * Hour) });
        open.Until(due);
        Assert.True(open.Fire());
        Assert.Equal(["~ answer"], open.Ledger());
        Assert.False(open.State.Breached);
        Assert.Equal(["broken answer"], open.WaitAndFire().Ledger());
        Assert.Equal(Samples.Start.AddHours(6), open.Now);
    }

    [Fact]
    public void An_equal_definition_in_a_newer_policy_says_nothing()
    {
        var open = Of(TicketPriority.P3);
        open.Policies = Under(9, ByPriority with { OnBreach = [LadderAction.Escalate] });
        Assert.Empty(open.Do(new Note("seen"), People.Agent).Ledger());
        Assert.Equal(1, open.Clock("answer").Policy);
    }

    [Fact]
    public void A_process_that_does_not_know_the_policy_yet_changes_nothing_back()
    {
        var open = Of(TicketPriority.P3);
        var old = open.Policies;
        open.Policies = Under(2, ByPriority with { TargetSeconds = Seconds(600, Hour, 6 * Hour, 8 * Hour) });
        open.Do(new Note("seen"), People.Agent).Policies = old;
        Assert.Empty(open.Do(new Note("again"), People.Agent).Ledger());
        Assert.Equal(Samples.Start.AddHours(6), open.Clock("answer").Due);
    }

    [Fact]
    public void A_promise_that_is_given_up_or_is_for_other_kinds_is_cancelled()
    {
        var gone = Of(TicketPriority.P3);
        gone.Policies = Under(2, Answer with { Name = "other" });
        Assert.Equal(["cancelled answer"], gone.Do(new Note("seen"), People.Agent).Ledger());

        var exchange = Case.Opened(TicketKind.Exchange, policies: Under(ByPriority with { Kinds = [TicketKind.Exchange] }));
        exchange.Do(new CounterOffer(TicketKind.RefundOnly, null, "Money?"), People.Agent);
        Assert.Equal(["cancelled answer"], exchange.Do(new AcceptOffer(), People.Customer).Ledger());
    }

    [Fact]
    public void A_priority_that_the_ladder_raised_is_followed_by_new_promises_only()
    {
        var second = ByPriority with { Name = "second", Start = On("customer-wrote") };
        var raising = ByPriority with { Warnings = [new SlaWarning { Percent = 90, Actions = [LadderAction.RaisePriority] }] };
        var warned = Case.Opened(TicketKind.Complaint, policies: Under(raising, second)).Do(new SetPriority(TicketPriority.P3, "so"), People.Agent).WaitAndFire();
        Assert.Equal(["90% answer", "raised P2"], warned.Ledger());
        Assert.Equal((TicketPriority.P2, Samples.Start.AddHours(4)), (warned.State.Priority, warned.Clock("answer").Due));
        Assert.Equal(["+ second"], warned.Do(new CustomerMessage("?"), People.Customer).Ledger());
        Assert.Equal((Samples.Start.AddHours(4), warned.Now.AddHours(1)), (warned.Clock("answer").Due, warned.Clock("second").Due));
    }

    private static Case Of(TicketPriority priority)
    {
        var opened = Case.Opened(TicketKind.Complaint, policies: Under(ByPriority));
        return opened.State.Priority == priority ? opened.Pass(TimeSpan.FromMinutes(1)) : opened.Do(new SetPriority(priority, "as asked"), People.Agent);
    }
}
