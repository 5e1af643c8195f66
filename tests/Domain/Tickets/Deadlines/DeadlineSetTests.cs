using AfterSales.Deadlines;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>What sets a deadline, and what does not.</summary>
public sealed class DeadlineSetTests
{
    [Fact]
    public void A_case_decided_at_once_has_one_deadline_from_its_opening_on()
    {
        var opened = new Case();
        opened.Open(
            Samples.Open(TicketKind.ReturnRefund) with { Reason = null }, People.Customer, Samples.Claim() with { NoReasonReturn = true }, Samples.Standing());
        Assert.Equal(TicketStep.AwaitingReturn, opened.State.Step);
        Assert.Equal("customer-return", Assert.Single(opened.Rows[0].Events.OfType<DeadlineSet>()).Rule);
    }

    [Theory]
    [InlineData(TicketStep.UnderReview)]
    [InlineData(TicketStep.AwaitingReturn)]
    [InlineData(TicketStep.CounterOffered)]
    public void Messages_within_a_step_give_nobody_more_time(TicketStep step)
    {
        var waiting = Reach.Step(TicketKind.ReturnRefund, step);
        var deadline = waiting.State.Deadline;
        waiting.Do(new CustomerMessage("Any news?"), People.Customer).Do(new Reply("Soon."), People.Agent).Do(new SetPriority(TicketPriority.P1, "anger"), People.Agent);
        Assert.Same(deadline, waiting.State.Deadline);
    }

    [Fact]
    public void A_step_entered_again_gives_its_whole_time_again()
    {
        var asked = Reach.Step(TicketKind.RefundOnly, TicketStep.AwaitingCustomer).Pass(TimeSpan.FromHours(71));
        asked.Do(new CustomerMessage("The red one."), People.Customer);
        Assert.Equal(("review-refund", asked.Now.AddHours(48)), (asked.State.Deadline!.Rule, asked.State.Deadline.At));
    }

    [Fact]
    public void A_policy_published_later_does_not_move_what_runs()
    {
        var waiting = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn);
        var published = new Case { Policies = Silence.Under(waiting.Policies.Deadlines.Policy.Rules[6] with { AfterSeconds = 60 }) };
        waiting.Rows.ForEach(row => published.Until(row.Stamp.At).Append(row.Events, Caller.System));
        Assert.Equal((waiting.State.Deadline!.At, 1), (published.State.Deadline!.At, published.State.Deadline.PolicyVersion));
        Assert.Equal(TicketStep.Closed, Silently(published));
    }

    [Fact]
    public void A_step_without_a_rule_awaits_nobody()
    {
        var free = new Case { Policies = Silence.Under() };
        free.Open(Samples.Open(TicketKind.Exchange) with { Evidence = [new Evidence("photo", "p-1")] }, People.Customer, Samples.Claim(), Samples.Standing());
        Assert.Null(free.State.Deadline);
        Assert.Null(free.View(People.Lead).Deadline);
    }

    [Fact]
    public void A_corrected_delivery_moves_its_deadline_with_what_was_added_to_it()
    {
        var sent = Reach.Step(TicketKind.Exchange, TicketStep.ReplacementInTransit).Pass(TimeSpan.FromDays(2)).Do(new ReportDelivery(), People.Logistics);
        var extension = Extensions.Of(sent, TimeSpan.FromDays(3));
        Assert.True(sent.Route((state, context) => ExtensionDecider.Extend(state, extension, context)));
        sent.Do(new ReportDelivery(sent.Now.AddDays(-1)), People.Logistics);
        Assert.Equal(sent.State.DeliveredAt!.Value.AddDays(13), sent.State.Deadline!.At);
        Assert.False(sent.Route((state, context) => ExtensionDecider.Extend(state, extension, context)));
    }

    [Fact]
    public void A_parcel_that_was_asked_for_and_then_came_starts_the_customers_time()
    {
        var lost = Reach.Step(TicketKind.Reship, TicketStep.ReplacementInTransit);
        Assert.Equal(DeadlineEffect.AskCarrier, lost.Silent().Effect);
        Assert.Null(lost.State.Deadline);
        lost.Do(new ReportDelivery(), People.Logistics);
        Assert.Equal("customer-delivery", lost.State.Deadline!.Rule);
    }

    [Fact]
    public void A_case_from_before_deadlines_counts_from_its_adoption()
    {
        var old = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn);
        var adopted = new Case();
        foreach (var (stamp, events) in old.Rows)
        {
            adopted.Until(stamp.At).Append([.. events.Where(stored => stored is not IPromiseEvent).Select(Unpromised)], People.Agent);
        }

        Assert.Null(adopted.State.Deadline);
        adopted.Pass(TimeSpan.FromDays(30));
        Assert.True(adopted.Fire());
        Assert.Equal((TicketStep.AwaitingReturn, adopted.Now.AddDays(7)), (adopted.State.Step, adopted.State.Deadline!.At));
        Assert.Equal(TicketStep.Closed, Silently(adopted));
    }

    private static TicketEvent Unpromised(TicketEvent stored) => stored is Opened opened ? opened with { Promised = false } : stored;

    private static TicketStep Silently(Case waiting)
    {
        waiting.Silent();
        return waiting.State.Step;
    }
}
