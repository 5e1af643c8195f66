using AfterSales.Deadlines;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>What silence does to a case beside its step.</summary>
public sealed class OutcomeTests
{
    private static DeadlineRule Rule(TicketStep step, DeadlineEffect effect) =>
        new() { Name = "impatient", Steps = [step], Party = DeadlineParty.Customer, AfterSeconds = 3_600, Effect = effect };

    [Fact]
    public void A_silent_approval_grants_what_was_asked_and_names_its_rule()
    {
        var returned = Case.Opened(TicketKind.ReturnRefund, change: open => open with { RequestedAmount = Samples.Yuan(4_000) });
        returned.Silent();
        Assert.Equal(Samples.Yuan(4_000), returned.State.Approved);
        Assert.Equal(new DecisionView(true, "silence-approval", 1), returned.View(People.Customer).Decision);
        Assert.NotNull(returned.State.ReturnAddress);
        Assert.Null(returned.State.Owner);
    }

    [Fact]
    public void A_silent_warehouse_promised_nothing_about_selling_the_goods_again()
    {
        var waiting = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection);
        waiting.Silent();
        Assert.Equal(new ReceivedLine("1", 2, 0, 0), Assert.Single(waiting.State.Receipt!.Lines));
        Assert.True(waiting.State.Receipt.AsPromised);
        Assert.Equal(DeadlineParty.Finance, waiting.State.Deadline!.Party);
        Assert.Equal("true", Timeline.Of(waiting, People.Customer).Single(entry => entry.Type == "receipt-confirmed").Details["silent"]);
    }

    [Theory]
    [InlineData(TicketStep.CounterOffered)]
    [InlineData(TicketStep.AwaitingCustomer)]
    public void A_case_with_the_customers_goods_here_is_escalated_and_never_closed(TicketStep asked)
    {
        var here = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection);
        here.Do(asked == TicketStep.CounterOffered ? new CounterOffer(null, Samples.Yuan(1_000), "Half?") : new RequestInfo("Which?"), People.Agent);
        Assert.Equal(DeadlineEffect.Escalate, here.State.Deadline!.Effect);
        here.Silent();
        Assert.Equal((asked, true), (here.State.Step, here.State.Escalated));
    }

    [Theory]
    [InlineData(TicketStep.AwaitingReturn, TicketStep.AwaitingReturn)]
    [InlineData(TicketStep.AwaitingCustomer, TicketStep.UnderReview)]
    [InlineData(TicketStep.CounterOffered, TicketStep.UnderReview)]
    [InlineData(TicketStep.Rejected, TicketStep.UnderReview)]
    public void What_silence_closed_is_taken_up_where_it_stopped(TicketStep step, TicketStep again)
    {
        var closed = Reach.Step(TicketKind.ReturnRefund, step);
        var approved = closed.State.Approved;
        closed.Silent();
        Assert.Equal((TicketStep.Closed, ClosedHow.Silence, true), (closed.State.Step, closed.State.ClosedHow, closed.State.IsSettled));
        closed.Do(new Reopen("I was away."), People.Customer);
        Assert.Equal((again, approved), (closed.State.Step, closed.State.Approved));
        Assert.Equal(TicketStep.Completed, Reach.Along(closed, TicketStep.Completed).State.Step);
    }

    [Fact]
    public void Rejected_goods_that_are_here_are_owed_and_shipped_after_the_dispute_window()
    {
        var here = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection).Do(new Reject("worn"), People.Warehouse);
        Assert.Equal(DeadlineEffect.SendBack, here.Silent().Effect);
        Assert.Equal((TicketStep.ReturningGoods, true, false), (here.State.Step, here.State.OwesGoodsBack, here.State.IsSettled));
        Assert.Equal("warehouse", here.State.Waiting?.Queue);
        Assert.Equal(["ship-back", "reply", "note", "claim"], here.View(People.Warehouse).AllowedActions);
        here.Refuses(new ReportDelivery(), People.Logistics, FailureCodes.ActionNotPossible);
        here.Refuses(new ConfirmDelivery(), People.Customer, FailureCodes.ActionNotPossible);

        here.Do(new ShipBack("SF", "SF-7"), People.Warehouse);
        Assert.Equal((TicketStep.ReturningGoods, false, null), (here.State.Step, here.State.OwesGoodsBack, here.State.Waiting));
        here.Do(new ReportDelivery(), People.Logistics).Silent();
        Assert.Equal((TicketStep.Closed, true), (here.State.Step, here.State.IsSettled));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_warehouse_that_keeps_the_customers_goods_breaks_a_promise(bool disputed)
    {
        var owed = Reach.Step(TicketKind.Repair, TicketStep.AwaitingInspection).Do(new Reject("wet"), People.Warehouse);
        if (disputed)
        {
            owed.Do(new Dispute("No."), People.Customer).Do(new DecideDispute(DisputeOutcome.Shop, "Yes."), People.Arbitrator);
        }
        else
        {
            owed.Silent();
        }

        Assert.Equal((DeadlineParty.Warehouse, owed.Now.AddHours(72)), (owed.State.Deadline!.Party, owed.State.Deadline.At));
        owed.Silent();
        Assert.Equal((true, true, false), (owed.State.Escalated, owed.State.Breached, owed.State.IsSettled));
    }

    [Fact]
    public void Goods_the_shop_has_paid_for_hold_up_no_case()
    {
        var paid = Reach.Step(TicketKind.ReturnRefund, TicketStep.Completed).Do(new Reopen("The box too."), People.Customer).Do(new Reject("no"), People.Agent);
        Assert.True(paid.State.GoodsHere);
        paid.Silent();
        Assert.Equal((TicketStep.Closed, true), (paid.State.Step, paid.State.IsSettled));
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(Samples.Value)]
    public void After_a_refund_silence_approves_no_other(long refunded)
    {
        var paid = Reach.Step(TicketKind.RefundOnly, TicketStep.AwaitingRefund).Do(new RefundIssued(Samples.Yuan(refunded), "pay-1"), People.Finance);
        paid.Do(new Reopen("And the rest?"), People.Customer);
        Assert.Equal((TicketStep.UnderReview, DeadlineEffect.Escalate), (paid.State.Step, paid.State.Deadline!.Effect));
        paid.Silent();
        Assert.Equal((TicketStep.UnderReview, true, 0L), (paid.State.Step, paid.State.Escalated, paid.State.Outstanding));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 0)]
    public void What_the_warehouse_contested_silence_does_not_approve(int received, int damaged)
    {
        var contested = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection).Do(new ConfirmReceipt(Samples.Received(received, damaged)), People.Warehouse);
        Assert.Equal((TicketStep.UnderReview, DeadlineEffect.Escalate), (contested.State.Step, contested.State.Deadline!.Effect));
        Assert.DoesNotContain(TicketStep.AwaitingRefund, TicketGraph.Possible(contested.State, contested.Context(Caller.System)).Single(row => row.BySilence).To(contested.State));
        contested.Silent();
        Assert.Equal((TicketStep.UnderReview, true), (contested.State.Step, contested.State.Escalated));
    }

    [Theory]
    [InlineData(TicketKind.Complaint, TicketStep.UnderReview, DeadlineEffect.Approve)]
    [InlineData(TicketKind.RefundOnly, TicketStep.AwaitingRefund, DeadlineEffect.Close)]
    [InlineData(TicketKind.RefundOnly, TicketStep.AwaitingRefund, DeadlineEffect.Complete)]
    [InlineData(TicketKind.Repair, TicketStep.InRepair, DeadlineEffect.Close)]
    [InlineData(TicketKind.Repair, TicketStep.AwaitingInspection, DeadlineEffect.TakeAsReceived)]
    [InlineData(TicketKind.Reship, TicketStep.ReplacementInTransit, DeadlineEffect.Complete)]
    public void What_cannot_be_decided_by_silence_is_escalated_whatever_a_policy_says(TicketKind kind, TicketStep step, DeadlineEffect effect)
    {
        var waiting = new Case { Policies = Silence.Under(Rule(step, effect)) };
        waiting.Open(Samples.Open(kind) with { Category = TicketCategory.Service, Evidence = [new Evidence("photo", "p-1")] }, People.Customer, Samples.Claim(), Samples.Standing());
        Reach.Along(waiting, step);
        Assert.Equal(DeadlineEffect.Escalate, waiting.State.Deadline!.Effect);
        waiting.Silent();
        Assert.Equal((step, true), (waiting.State.Step, waiting.State.Escalated));
    }
}
