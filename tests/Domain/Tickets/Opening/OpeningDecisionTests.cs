using System.Collections.Immutable;
using AfterSales.Orders;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class OpeningDecisionTests
{
    private static Outcome<ImmutableArray<TicketEvent>> Decide(OpenTicket open, Claim? claim = null, Caller? by = null) =>
        new Case().Open(open, by ?? People.Customer, claim ?? Samples.Claim(), Samples.Standing(recent: 1));

    [Fact]
    public void The_first_event_holds_every_fact_of_the_decision()
    {
        var opened = Assert.IsType<Opened>(Decide(Samples.Open(TicketKind.Exchange) with { Channel = Channel.App }).Value[0]);
        Assert.Equal((Samples.TicketId, TicketKind.Exchange, "c-1", "o-1"), (opened.Id, opened.Kind, opened.CustomerId, opened.OrderId));
        Assert.Equal(Samples.Claim().Lines, opened.Lines);
        Assert.Equal(Samples.Yuan(Samples.Value), opened.Claim);
        Assert.Equal(("silver", 1, OrderProgress.Delivered), (opened.Tier, opened.RecentTickets, opened.OrderProgress));
        Assert.Equal((TicketCategory.Other, "unclassified"), (opened.Category, opened.CategoryRule));
        Assert.Equal((TicketPriority.P4, "default", 1), (opened.Priority, opened.TriageRule, opened.TriagePolicy));
        Assert.Equal((3, 1, 1), (opened.EligibilityPolicy, opened.SelfServicePolicy, opened.IntakePolicy));
        Assert.Equal((TicketStep.UnderReview, Roles.Customer, true), (opened.To, opened.By, opened.IntakeComplete));
        Assert.Equal("not as described", opened.Personal!.Text);
    }

    [Theory]
    [InlineData("Kettle leaks", "It leaks from below.", "en")]
    [InlineData("水壶漏水", "It leaks.", "zh")]
    [InlineData("Kettle", "壶底漏水", "zh")]
    [InlineData("La bouilloire fuit", "", "en")]
    public void The_language_is_told_from_the_words(string subject, string description, string language)
    {
        var told = Decide(Samples.Open(TicketKind.Exchange) with { Subject = subject, Description = description });
        Assert.Equal(language, ((Opened)told.Value[0]).Language);
    }

    [Fact]
    public void The_customers_category_wins() =>
        Assert.Equal("customer", ((Opened)Decide(Samples.Open(TicketKind.Exchange) with { Category = TicketCategory.Price }).Value[0]).CategoryRule);

    [Fact]
    public void Staff_opens_for_the_orders_customer_and_an_agent_becomes_owner()
    {
        var opened = Case.Opened(TicketKind.Reship, People.Agent);
        Assert.Equal(("c-1", "a-1"), (opened.State.CustomerId, opened.State.Owner));
        Assert.Null(Case.Opened(TicketKind.Reship, People.Integration).State.Owner);
    }

    [Fact]
    public void A_dialogue_opens_without_claim()
    {
        var asked = new Case();
        var open = Samples.Open(TicketKind.Complaint) with { OrderId = null, Lines = [], CustomerId = "c-7" };
        Assert.True(asked.Open(open, People.Agent, null, null).Succeeded);
        Assert.Equal("c-7", asked.State.CustomerId);
        Assert.Null(asked.State.Claim);
        Assert.Empty(asked.View(People.Agent).Lines);
    }

    [Fact]
    public void A_goods_kind_never_opens_without_claim() =>
        Assert.Throws<InvalidOperationException>(() => new Case().Open(Samples.Open(TicketKind.Repair), People.Agent, null, null));

    [Fact]
    public void More_than_the_claim_or_another_currency_cannot_be_asked_for()
    {
        var open = Samples.Open(TicketKind.RefundOnly);
        Assert.Equal(FailureCodes.AmountExceeded, Decide(open with { RequestedAmount = Samples.Yuan(10_001) }).Failure!.Code);
        Assert.Equal(FailureCodes.CurrencyMismatch, Decide(open with { RequestedAmount = new Money(1, "GBP") }).Failure!.Code);
        Assert.True(Decide(open with { RequestedAmount = Samples.Yuan(10_000) }).Succeeded);
    }

    [Fact]
    public void A_customer_shows_a_fault_of_delivered_goods()
    {
        var faulty = Samples.Open(TicketKind.Exchange) with { Category = TicketCategory.Damaged };
        Assert.Equal(FailureCodes.EvidenceMissing, Decide(faulty).Failure!.Code);
        Assert.True(Decide(faulty with { Evidence = [new Evidence("photo", "p-1")] }).Succeeded);
        Assert.True(Decide(faulty, Samples.Claim(OrderProgress.Shipped)).Succeeded);
        Assert.True(Decide(faulty, by: People.Agent).Succeeded);
        Assert.True(Decide(faulty with { Category = TicketCategory.Service }).Succeeded);
    }

    [Fact]
    public void An_overridden_window_keeps_its_reason_for_staff_only()
    {
        var late = new Case();
        var open = Samples.Open(TicketKind.ReturnRefund) with { WindowOverride = new WindowOverride("Promised by phone.") };
        late.Open(open, People.Lead, Samples.Claim() with { WindowOverridden = true, NoReasonReturn = true }, Samples.Standing());
        var commanded = late.Rows[0].Events.Where(stored => stored is not IPromiseEvent);
        Assert.Equal([typeof(Opened), typeof(WindowOverridden), typeof(Queued)], commanded.Select(stored => stored.GetType()));
        Assert.True(((Opened)late.Rows[0].Events[0]).WindowOverride);
        Assert.Contains(Timeline.Of(late, People.Agent), entry => entry.Text == "Promised by phone.");
        Assert.DoesNotContain(Timeline.Of(late, People.Customer), entry => entry.Text == "Promised by phone.");
    }

    [Fact]
    public void A_case_that_does_not_exist_decides_nothing() => new Case().Refuses(new Approve(), People.Lead, FailureCodes.NotFound);
}
