using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class RefundTests
{
    private static Case Approved() => Reach.Step(TicketKind.RefundOnly, TicketStep.AwaitingRefund);

    [Fact]
    public void A_refund_may_be_lower_than_approved_and_completes_the_case()
    {
        var paid = Approved().Do(new RefundIssued(Samples.Yuan(9_000), "pay-1"), People.Finance);
        Assert.Equal(TicketStep.Completed, paid.State.Step);
        Assert.Equal((Samples.Yuan(9_000), Samples.Yuan(10_000)), (paid.State.Refunded, paid.State.Approved));
        Assert.Equal(ClosedHow.Refunded, paid.State.ClosedHow);
    }

    [Theory]
    [InlineData(10_001, "CNY", FailureCodes.AmountExceeded)]
    [InlineData(0, "CNY", FailureCodes.InvalidValue)]
    [InlineData(-5, "CNY", FailureCodes.InvalidValue)]
    [InlineData(100, "USD", FailureCodes.CurrencyMismatch)]
    public void A_refund_that_was_not_approved_is_refused(long amount, string currency, string code) =>
        Approved().Refuses(new RefundIssued(new Money(amount, currency), "pay-1"), People.Finance, code);

    [Theory]
    [InlineData("")]
    [InlineData("has blank")]
    public void A_payment_has_a_reference(string reference) =>
        Approved().Refuses(new RefundIssued(Samples.Yuan(1), reference), People.Finance, FailureCodes.InvalidValue);

    [Fact]
    public void The_same_payment_reported_again_changes_nothing()
    {
        var paid = Approved().Do(new RefundIssued(Samples.Yuan(9_000), "pay-1"), People.Finance);
        var again = paid.Decide(new RefundIssued(Samples.Yuan(9_000), "pay-1"), People.Integration);
        Assert.IsType<Unchanged>(Assert.Single(again.Value));
        paid.Refuses(new RefundIssued(Samples.Yuan(9_000), "pay-1"), People.Agent, FailureCodes.Forbidden);
    }

    [Fact]
    public void Another_payment_after_the_end_is_refused()
    {
        var paid = Approved().Do(new RefundIssued(Samples.Yuan(9_000), "pay-1"), People.Finance);
        paid.Refuses(new RefundIssued(Samples.Yuan(1_000), "pay-2"), People.Finance, FailureCodes.ActionNotPossible);
        paid.Refuses(new RefundIssued(Samples.Yuan(1_000), "pay-1"), People.Finance, FailureCodes.ActionNotPossible);
    }

    [Fact]
    public void A_failed_refund_escalates_and_a_paid_one_calms()
    {
        var failed = Approved().Do(new RefundFailed("account closed"), People.Integration);
        Assert.Equal((TicketStep.AwaitingRefund, true), (failed.State.Step, failed.State.Escalated));
        Assert.Null(failed.View(People.Customer).Escalated);
        Assert.True(failed.View(People.Agent).Escalated);
        Assert.False(failed.Do(new RefundIssued(Samples.Yuan(100), "pay-1"), People.Finance).State.Escalated);
    }

    [Fact]
    public void A_reopened_case_refunds_only_what_is_left()
    {
        var paid = Approved().Do(new RefundIssued(Samples.Yuan(9_000), "pay-1"), People.Finance);
        var reclaimed = new DecisionContext(paid.Now, People.Customer, paid.Policies) { Claim = Samples.Claim(value: 1_000) };
        paid.Append(TicketDecider.Decide(paid.State, new Reopen("Some is missing."), reclaimed).Value.Events, People.Customer);
        Assert.Equal((TicketStep.UnderReview, Samples.Yuan(10_000), Samples.Yuan(9_000)), (paid.State.Step, paid.State.Claim, paid.State.Approved));
        paid.Refuses(new Approve(Samples.Yuan(1_001)), People.Lead, FailureCodes.AmountExceeded);
        paid.Do(new Approve(), People.Agent);
        paid.Refuses(new RefundIssued(Samples.Yuan(900), "pay-1"), People.Finance, FailureCodes.PolicyRefused);
        paid.Do(new RefundIssued(Samples.Yuan(1_000), "pay-2"), People.Finance);
        Assert.Equal(Samples.Yuan(10_000), paid.State.Refunded);
    }
}
