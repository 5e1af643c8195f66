using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class OfferTests
{
    [Theory]
    [InlineData(TicketKind.RefundOnly, TicketStep.AwaitingRefund)]
    [InlineData(TicketKind.ReturnRefund, TicketStep.AwaitingReturn)]
    [InlineData(TicketKind.Repair, TicketStep.AwaitingReturn)]
    [InlineData(TicketKind.Reship, TicketStep.AwaitingReplacement)]
    public void An_offer_taken_in_review_goes_on_along_the_offered_kind(TicketKind offered, TicketStep next)
    {
        var taken = Case.Opened(TicketKind.Exchange).Do(new CounterOffer(offered, null, "Rather this?"), People.Agent).Do(new AcceptOffer(), People.Customer);
        Assert.Equal((offered, next), (taken.State.Kind, taken.State.Step));
        Assert.Equal(next == TicketStep.AwaitingReturn, taken.State.ReturnAddress is not null);
        Assert.Equal(TicketPaths.Refunds(offered) ? Samples.Yuan(Samples.Value) : null, taken.State.Approved);
        Assert.Equal("offer-accepted", taken.State.Decision!.Rule);
    }

    [Theory]
    [InlineData(TicketKind.RefundOnly, TicketStep.AwaitingRefund)]
    [InlineData(TicketKind.ReturnRefund, TicketStep.AwaitingRefund)]
    [InlineData(TicketKind.Reship, TicketStep.AwaitingReplacement)]
    [InlineData(TicketKind.Repair, TicketStep.InRepair)]
    public void Goods_that_are_here_need_not_be_sent_again(TicketKind offered, TicketStep next)
    {
        var taken = Reach.Step(TicketKind.Exchange, TicketStep.AwaitingInspection)
            .Do(new CounterOffer(offered, null, "Out of stock."), People.Agent)
            .Do(new AcceptOffer(), People.Customer);
        Assert.Equal((offered, next), (taken.State.Kind, taken.State.Step));
        Assert.Equal(TicketStep.Completed, Reach.Along(taken, TicketStep.Completed).State.Step);
    }

    [Theory]
    [InlineData(TicketStep.UnderReview)]
    [InlineData(TicketStep.AwaitingInspection)]
    public void A_declined_offer_leads_back_to_where_it_was_made(TicketStep step)
    {
        var declined = Reach.Step(TicketKind.ReturnRefund, step)
            .Do(new CounterOffer(null, Samples.Yuan(5_000), "It is scratched."), People.Agent)
            .Do(new DeclineOffer("No."), People.Customer);
        Assert.Equal(step, declined.State.Step);
        Assert.Null(declined.State.Offer);
    }

    [Fact]
    public void A_lower_amount_that_is_taken_is_what_may_be_refunded()
    {
        var taken = Case.Opened(TicketKind.RefundOnly).Do(new CounterOffer(null, Samples.Yuan(2_500), "A quarter?"), People.Agent);
        Assert.Equal(new OfferView(TicketKind.RefundOnly, Samples.Yuan(2_500), taken.Now), taken.View(People.Customer).Offer);
        taken.Do(new AcceptOffer(), People.Customer).Refuses(new RefundIssued(Samples.Yuan(2_501), "pay-1"), People.Finance, FailureCodes.AmountExceeded);
        Assert.Equal(Samples.Yuan(2_500), taken.State.Approved);
    }

    [Theory]
    [InlineData(null, 3_000L, FailureCodes.InvalidValue)]
    [InlineData(null, 10_001L, FailureCodes.AmountExceeded)]
    [InlineData(null, 0L, FailureCodes.InvalidValue)]
    [InlineData(null, null, FailureCodes.InvalidValue)]
    [InlineData(TicketKind.RefundOnly, null, FailureCodes.InvalidValue)]
    [InlineData(TicketKind.Complaint, null, FailureCodes.InvalidValue)]
    [InlineData(TicketKind.Exchange, 100L, FailureCodes.InvalidValue)]
    [InlineData(TicketKind.ReturnRefund, 10_001L, FailureCodes.AmountExceeded)]
    public void An_offer_must_be_another_kind_or_less_than_asked_for(TicketKind? kind, long? amount, string code)
    {
        var asked = Case.Opened(TicketKind.RefundOnly, change: open => open with { RequestedAmount = Samples.Yuan(3_000) });
        asked.Refuses(new CounterOffer(kind, amount is { } value ? Samples.Yuan(value) : null, "This?"), People.Lead, code);
    }

    [Fact]
    public void Whoever_offers_money_must_be_allowed_to_grant_it()
    {
        var large = Case.Opened(TicketKind.Exchange, claim: Samples.Claim(value: 300_000));
        large.Refuses(new CounterOffer(TicketKind.RefundOnly, null, "A refund?"), People.Agent, FailureCodes.PolicyRefused);
        Assert.True(large.Decide(new CounterOffer(TicketKind.RefundOnly, null, "A refund?"), People.Lead).Succeeded);
    }

    [Fact]
    public void An_offer_says_something_in_a_known_currency()
    {
        Case.Opened(TicketKind.RefundOnly).Refuses(new CounterOffer(null, Samples.Yuan(1)), People.Agent, FailureCodes.InvalidValue);
        Case.Opened(TicketKind.RefundOnly).Refuses(new CounterOffer(null, new Money(1, "EUR"), "This?"), People.Agent, FailureCodes.CurrencyMismatch);
    }
}
