using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class ClosingTests
{
    [Theory]
    [InlineData(TicketKind.Complaint, TicketStep.Resolved, TicketStep.InDialogue)]
    [InlineData(TicketKind.Consultation, TicketStep.Completed, TicketStep.InDialogue)]
    [InlineData(TicketKind.RefundOnly, TicketStep.Completed, TicketStep.UnderReview)]
    [InlineData(TicketKind.Repair, TicketStep.Completed, TicketStep.UnderReview)]
    public void A_settled_case_is_taken_up_again_within_seven_days(TicketKind kind, TicketStep step, TicketStep next)
    {
        var ended = Reach.Step(kind, step).Pass(TimeSpan.FromDays(7));
        Assert.Equal(ended.State.IsGoodsKind, ended.State.ReopenNeedsClaim);
        var reopened = ended.Decide(new Reopen("Not yet."), People.Customer);
        Assert.Equal(next, reopened.Value[0].To);
        ended.Pass(TimeSpan.FromTicks(1)).Refuses(new Reopen("Not yet."), People.Customer, FailureCodes.ActionNotPossible);
        Assert.DoesNotContain("reopen", ended.View(People.Customer).AllowedActions);
    }

    [Fact]
    public void A_reopened_exchange_starts_with_goods_at_the_customer()
    {
        var ended = Reach.Step(TicketKind.Exchange, TicketStep.Completed).Do(new Reopen("This one leaks too."), People.Customer);
        Assert.False(ended.State.IsSettled);
        Assert.Null(ended.State.ClosedHow);
        Assert.Equal(1, ended.State.ReopenedCount);
        Assert.Equal(TicketStep.AwaitingReturn, ended.Do(new Approve(), People.Agent).State.Step);
        Assert.Equal(TicketStep.Completed, Reach.Along(ended, TicketStep.Completed).State.Step);
    }

    [Fact]
    public void A_case_closed_by_silence_can_be_reopened_and_one_closed_by_word_cannot()
    {
        var silent = Reach.Step(TicketKind.ReturnRefund, TicketStep.ReturningGoods).Do(new ConfirmDelivery(), Caller.System);
        Assert.Equal((TicketStep.Closed, ClosedHow.Silence), (silent.State.Step, silent.State.ClosedHow));
        Assert.Equal(TicketStep.UnderReview, silent.Do(new Reopen("I was away."), People.Agent).State.Step);

        var confirmed = Reach.Step(TicketKind.ReturnRefund, TicketStep.ReturningGoods).Do(new ConfirmDelivery(), People.Customer);
        confirmed.Refuses(new Reopen("Hm."), People.Customer, FailureCodes.ActionNotPossible);
    }

    [Fact]
    public void Reopening_is_checked_before_goods_are_claimed_anew()
    {
        var ended = Reach.Step(TicketKind.RefundOnly, TicketStep.Completed);
        var unclaimed = new DecisionContext(ended.Now, People.Customer, ended.Policies);
        Assert.Null(TicketDecider.Check(ended.State, new Reopen("Why?"), unclaimed));
        Assert.Equal(FailureCodes.InvalidValue, TicketDecider.Check(ended.State, new Reopen(""), unclaimed)!.Code);
        Assert.Throws<InvalidOperationException>(() => TicketDecider.Decide(ended.State, new Reopen("Why?"), unclaimed));
    }

    [Fact]
    public void A_customer_withdraws_before_goods_or_money_moved()
    {
        var approved = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn);
        Assert.True(approved.Decide(new Cancel("Found it."), People.Customer).Succeeded);
        var returned = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection).Do(new RequestInfo("Colour?"), People.Agent);
        returned.Refuses(new Cancel(), People.Customer, FailureCodes.ActionNotPossible);
        var cancelled = approved.Do(new Cancel(), People.Customer);
        Assert.Equal((ClosedHow.Cancelled, true), (cancelled.State.ClosedHow, cancelled.State.IsSettled));
    }

    [Fact]
    public void A_rejection_can_be_disputed_within_seven_days()
    {
        var rejected = Reach.Step(TicketKind.RefundOnly, TicketStep.Rejected).Pass(TimeSpan.FromDays(7));
        Assert.True(rejected.Decide(new Dispute("See the photo.") { Evidence = [new Evidence("photo", "p-3")] }, People.Customer).Succeeded);
        rejected.Refuses(new Dispute(""), People.Customer, FailureCodes.InvalidValue);
        rejected.Pass(TimeSpan.FromTicks(1)).Refuses(new Dispute("See."), People.Customer, FailureCodes.ActionNotPossible);
    }

    [Fact]
    public void A_dispute_won_goes_on_as_if_approved()
    {
        var won = Reach.Step(TicketKind.RefundOnly, TicketStep.InDispute);
        won.Refuses(new DecideDispute(DisputeOutcome.Customer, "Yes.", Samples.Yuan(10_001)), People.Arbitrator, FailureCodes.AmountExceeded);
        won.Refuses(new DecideDispute(DisputeOutcome.Shop, "No.", Samples.Yuan(1)), People.Arbitrator, FailureCodes.InvalidValue);
        won.Refuses(new DecideDispute((DisputeOutcome)7, "What?"), People.Arbitrator, FailureCodes.InvalidValue);
        won.Do(new DecideDispute(DisputeOutcome.Customer, "Yes.", Samples.Yuan(7_000)), People.Arbitrator);
        Assert.Equal((TicketStep.AwaitingRefund, Samples.Yuan(7_000)), (won.State.Step, won.State.Approved));
        Assert.Equal(new DecisionView(false, "arbitration", null), won.View(People.Customer).Decision);
    }

    [Fact]
    public void A_dispute_lost_closes_the_case_and_goods_that_are_here_still_go_back()
    {
        var lost = Reach.Step(TicketKind.Repair, TicketStep.AwaitingInspection).Do(new Reject("water damage"), People.Agent)
            .Do(new Dispute("It was dry."), People.Customer)
            .Do(new DecideDispute(DisputeOutcome.Shop, "It was not."), People.Arbitrator);
        Assert.Equal(TicketStep.Closed, lost.State.Step);
        Assert.False(lost.State.IsSettled);
        lost.Do(new ShipBack("SF", "SF-4"), People.Warehouse).Do(new ConfirmDelivery(), Caller.System);
        Assert.True(lost.State.IsSettled);
        Assert.True(Reach.Step(TicketKind.Complaint, TicketStep.Closed).State.IsSettled);
    }
}
