using AfterSales.Sla;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>What a new shop promises (domain.md section 7) over the lives of cases.</summary>
public sealed class DefaultPromiseTests
{
    [Fact]
    public void A_return_is_promised_step_by_step()
    {
        var life = Case.Opened(TicketKind.ReturnRefund);
        Assert.Equal(["+ first-response review resolution legal-answer"], life.Ledger());
        Assert.Equal(["kept first-response review legal-answer", "paused resolution"], life.Do(new Approve(), People.Agent).Ledger());
        Assert.Empty(life.Do(new ShipReturn("SF", "SF-1"), People.Customer).Ledger());
        Assert.Equal(["+ warehouse-receipt legal-refund", "resumed resolution"], life.Do(new ReportArrival(), People.Warehouse).Ledger());
        Assert.Equal(["kept warehouse-receipt", "+ refund"], life.Do(new ConfirmReceipt(Samples.Received(2)), People.Warehouse).Ledger());
        Assert.Equal(["kept resolution legal-refund refund"], life.Do(new RefundIssued(Samples.Yuan(Samples.Value), "pay-1"), People.Finance).Ledger());
        Assert.All(life.State.Clocks, clock => Assert.Equal((ClockStatus.Fulfilled, false), (clock.Status, clock.Breached)));
        Assert.Null(ClockDue.Next(life.State));
    }

    [Fact]
    public void A_receipt_reported_with_the_arrival_starts_and_keeps_its_promise_in_one_row()
    {
        var arrived = Reach.Step(TicketKind.ReturnRefund, TicketStep.ReturnInTransit).Do(new ConfirmReceipt(Samples.Received(2)), People.Warehouse);
        Assert.Equal(["+ warehouse-receipt legal-refund", "resumed resolution", "kept warehouse-receipt", "+ refund"], arrived.Ledger());
    }

    [Fact]
    public void What_is_approved_at_once_is_answered_at_once()
    {
        var claim = Samples.Claim(AfterSales.Orders.OrderProgress.NotShipped);
        var opened = Case.Opened(TicketKind.RefundOnly, claim: claim);
        Assert.Equal(TicketStep.AwaitingRefund, opened.State.Step);
        Assert.Equal(["+ first-response review resolution legal-answer", "kept first-response review legal-answer", "+ refund"], opened.Ledger());
    }

    [Fact]
    public void A_question_to_the_customer_rests_what_waits_for_him_and_his_answer_wakes_it_with_another_promise()
    {
        var asked = Case.Opened(TicketKind.Complaint).Do(new RequestInfo("Which?"), People.Agent);
        Assert.Equal(["kept first-response", "paused review resolution"], asked.Ledger());
        asked.Pass(TimeSpan.FromDays(2));
        Assert.Equal(TimeSpan.FromMinutes(1), asked.Consumed("review"));
        asked.Do(new CustomerMessage("The red one."), People.Customer);
        Assert.Equal(["+ next-reply", "resumed review resolution"], asked.Ledger());
        Assert.Equal(asked.Now.AddMinutes(59), asked.Clock("review").Due);
        Assert.Equal(["kept review legal-answer next-reply"], asked.Do(new Approve(), People.Agent).Ledger());
    }

    [Fact]
    public void Resolving_ends_everything_and_reopening_promises_a_resolution_again()
    {
        var resolved = Reach.Step(TicketKind.Complaint, TicketStep.InDialogue).Do(new CustomerMessage("And?"), People.Customer);
        Assert.Equal(["kept resolution next-reply"], resolved.Do(new Resolve("So."), People.Agent).Ledger());
        Assert.DoesNotContain(resolved.State.Clocks, clock => clock.IsLive);
        Assert.Equal(["+ resolution"], resolved.Do(new Reopen("No."), People.Customer).Ledger());
        Assert.Equal(TimeSpan.Zero, resolved.Consumed("resolution"));
    }

    [Theory]
    [InlineData(TicketPriority.P1, 5)]
    [InlineData(TicketPriority.P2, 15)]
    [InlineData(TicketPriority.P3, 60)]
    [InlineData(TicketPriority.P4, 240)]
    public void The_first_answer_is_promised_by_priority(TicketPriority priority, int minutes)
    {
        var opened = Case.Opened(TicketKind.Exchange).Do(new SetPriority(priority, "as asked"), People.Agent);
        Assert.Equal(Samples.Start.AddMinutes(minutes), opened.Clock("first-response").Due);
    }

    [Fact]
    public void A_cancelled_case_promises_nothing_any_more()
    {
        var cancelled = Reach.Step(TicketKind.ReturnRefund, TicketStep.Cancelled);
        Assert.Equal(["cancelled first-response review resolution legal-answer"], cancelled.Ledger());
        Assert.False(cancelled.State.Breached);
    }

    [Fact]
    public void A_refund_that_comes_due_when_the_goods_are_here_is_promised_by_law()
    {
        var exchanged = Reach.Step(TicketKind.Exchange, TicketStep.AwaitingInspection).Do(new CounterOffer(TicketKind.RefundOnly, null, "Money?"), People.Agent);
        Assert.Equal(["kept warehouse-receipt", "+ refund legal-refund", "resumed resolution"], exchanged.Do(new AcceptOffer(), People.Customer).Ledger());
        Assert.Equal(exchanged.Now.AddDays(7), exchanged.Clock("legal-refund").Due);

        var disputed = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection).Do(new Reject("worn"), People.Warehouse).Do(new Dispute("No."), People.Customer);
        Assert.Equal(ClockStatus.Cancelled, disputed.Clock("legal-refund").Status);
        disputed.Do(new DecideDispute(DisputeOutcome.Customer, "Not worn."), People.Arbitrator);
        Assert.Equal(["+ refund legal-refund"], disputed.Ledger());
    }

    [Theory]
    [InlineData(TicketKind.Complaint, TicketStep.Resolved)]
    [InlineData(TicketKind.Complaint, TicketStep.Rejected)]
    [InlineData(TicketKind.Complaint, TicketStep.Completed)]
    [InlineData(TicketKind.Complaint, TicketStep.Closed)]
    [InlineData(TicketKind.Complaint, TicketStep.Cancelled)]
    [InlineData(TicketKind.ReturnRefund, TicketStep.Completed)]
    public void Who_writes_when_nobody_has_the_case_is_promised_no_answer(TicketKind kind, TicketStep step) =>
        Assert.Empty(Reach.Step(kind, step).Do(new CustomerMessage("Thanks."), People.Customer).Ledger());

    [Fact]
    public void Who_writes_while_the_case_goes_on_is_promised_an_answer() =>
        Assert.Equal(
            ["+ next-reply", "resumed resolution"],
            Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn).Do(new CustomerMessage("Which box?"), People.Customer).Ledger());

    [Theory]
    [InlineData(TicketKind.RefundOnly)]
    [InlineData(TicketKind.ReturnRefund)]
    [InlineData(TicketKind.Exchange)]
    [InlineData(TicketKind.Repair)]
    [InlineData(TicketKind.Reship)]
    [InlineData(TicketKind.Complaint)]
    [InlineData(TicketKind.Consultation)]
    public void A_life_without_delay_keeps_every_promise(TicketKind kind)
    {
        var life = Reach.Step(kind, TicketStep.Completed);
        Assert.All(life.State.Clocks, clock => Assert.Equal((ClockStatus.Fulfilled, false), (clock.Status, clock.Breached)));
        Assert.Equal(kind == TicketKind.ReturnRefund, life.State.Clocks.Any(clock => clock.Name == "legal-refund"));
    }
}
