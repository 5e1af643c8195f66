using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class SelfServiceTests
{
    private static readonly Claim NotShipped = Samples.Claim(OrderProgress.NotShipped);
    private static readonly Claim NoReason = Samples.Claim() with { NoReasonReturn = true };
    private static readonly Claim Small = Samples.Claim(value: 2_000);

    private static Case Open(TicketKind kind, Claim claim, bool granted = false, SelfServicePolicy? policy = null, Money? requested = null)
    {
        var opened = new Case { Policies = PolicySet.Default with { SelfService = new(7, policy ?? new SelfServicePolicy()) } };
        Assert.True(opened.Open(Samples.Open(kind) with { RequestedAmount = requested }, People.Customer, claim, Samples.Standing(granted)).Succeeded);
        return opened;
    }

    [Fact]
    public void What_was_not_shipped_is_refunded_at_once()
    {
        var opened = Open(TicketKind.RefundOnly, NotShipped);
        Assert.Equal((TicketStep.AwaitingRefund, Samples.Yuan(Samples.Value)), (opened.State.Step, opened.State.Approved));
        Assert.Equal(new DecisionView(true, "not-shipped", 7), opened.View(People.Customer).Decision);
        Assert.Single(opened.Rows);
        Assert.Null(opened.State.Owner);
        Assert.Equal(Samples.Yuan(500), Open(TicketKind.RefundOnly, NotShipped, requested: Samples.Yuan(500)).State.Approved);
    }

    [Fact]
    public void A_return_without_reason_is_approved_at_once_with_an_address()
    {
        var view = Open(TicketKind.ReturnRefund, NoReason, policy: new SelfServicePolicy { ReturnAddress = "Dock 4" }).View(People.Customer);
        Assert.Equal((TicketStep.AwaitingReturn, "Dock 4"), (view.Step, view.ReturnAddress));
        Assert.Equal(new DecisionView(true, "no-reason-return", 7), view.Decision);
    }

    [Fact]
    public void A_small_amount_is_refunded_when_the_budget_was_granted()
    {
        var opened = Open(TicketKind.RefundOnly, Small, granted: true);
        Assert.Equal((TicketStep.AwaitingRefund, Samples.Yuan(2_000)), (opened.State.Step, opened.State.Approved));
        Assert.Equal(new DecisionView(true, "small-amount", 4), opened.View(People.Agent).Decision);
        Assert.Equal(TicketStep.UnderReview, Open(TicketKind.RefundOnly, Small).State.Step);
    }

    [Fact]
    public void Everything_else_waits_for_a_person()
    {
        Assert.Equal(TicketStep.UnderReview, Open(TicketKind.RefundOnly, Samples.Claim()).State.Step);
        Assert.Equal(TicketStep.UnderReview, Open(TicketKind.ReturnRefund, Samples.Claim()).State.Step);
        Assert.Equal(TicketStep.UnderReview, Open(TicketKind.Exchange, NoReason).State.Step);
        Assert.Equal(TicketStep.UnderReview, Open(TicketKind.Complaint, NotShipped, granted: true).State.Step);
        Assert.Equal(TicketStep.UnderReview, Open(TicketKind.ReturnRefund, NoReason with { WindowOverridden = true }).State.Step);
    }

    [Fact]
    public void A_rule_that_is_switched_off_decides_nothing()
    {
        var off = new SelfServicePolicy { RefundNotShipped = false, ApproveNoReasonReturn = false, SmallAmount = null };
        Assert.Equal(TicketStep.UnderReview, Open(TicketKind.RefundOnly, NotShipped, policy: off).State.Step);
        Assert.Equal(TicketStep.UnderReview, Open(TicketKind.ReturnRefund, NoReason, policy: off).State.Step);
        Assert.Equal(TicketStep.UnderReview, Open(TicketKind.RefundOnly, Small, granted: true, policy: off).State.Step);
    }

    [Theory]
    [InlineData(2_000, "CNY", 2_000L)]
    [InlineData(2_001, "CNY", null)]
    [InlineData(0, "CNY", null)]
    [InlineData(1_000, "USD", null)]
    public void The_budget_is_asked_for_small_amounts_of_its_currency(long value, string currency, long? asked) =>
        Assert.Equal(asked, Ask(TicketKind.RefundOnly, Small with { Amount = new Money(value, currency) }));

    [Fact]
    public void The_budget_is_not_asked_when_it_cannot_decide()
    {
        Assert.Null(Ask(TicketKind.ReturnRefund, Small));
        Assert.Null(Ask(TicketKind.RefundOnly, Small with { State = OrderProgress.NotShipped }));
        Assert.Null(Ask(TicketKind.RefundOnly, Small with { WindowOverridden = true }));
        Assert.Null(Ask(TicketKind.Complaint, null));
        Assert.Equal(300, Ask(TicketKind.RefundOnly, Samples.Claim(), Samples.Yuan(300)));
    }

    private static long? Ask(TicketKind kind, Claim? claim, Money? requested = null) =>
        OpeningDecider.SmallAmountFor(Samples.Open(kind) with { RequestedAmount = requested }, claim, PolicySet.Default)?.Amount;
}
