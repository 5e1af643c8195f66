using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class ApprovalTests
{
    [Fact]
    public void Without_an_amount_what_was_asked_for_is_approved()
    {
        var asked = Case.Opened(TicketKind.RefundOnly, change: open => open with { RequestedAmount = Samples.Yuan(3_000) });
        Assert.Equal(Samples.Yuan(3_000), asked.Do(new Approve(), People.Agent).State.Approved);
        Assert.Equal(Samples.Yuan(Samples.Value), Case.Opened(TicketKind.RefundOnly).Do(new Approve(), People.Agent).State.Approved);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(1)]
    public void An_amount_up_to_the_claim_can_be_approved(long amount) =>
        Assert.Equal(Samples.Yuan(amount), Case.Opened(TicketKind.ReturnRefund).Do(new Approve(Samples.Yuan(amount)), People.Agent).State.Approved);

    [Theory]
    [InlineData(10_001, FailureCodes.AmountExceeded)]
    [InlineData(long.MaxValue, FailureCodes.AmountExceeded)]
    [InlineData(0, FailureCodes.InvalidValue)]
    [InlineData(-1, FailureCodes.InvalidValue)]
    public void Any_other_amount_is_refused(long amount, string code) =>
        Assert.Equal("/amount", Assert.Single(Case.Opened(TicketKind.RefundOnly).Refuses(new Approve(Samples.Yuan(amount)), People.Lead, code).Errors).Pointer);

    [Fact]
    public void Free_goods_can_be_approved_for_nothing()
    {
        var free = Case.Opened(TicketKind.RefundOnly, claim: Samples.Claim(value: 0)).Do(new Approve(), People.Agent);
        free.Do(new RefundIssued(Samples.Yuan(0), "pay-0"), People.Finance);
        Assert.Equal(TicketStep.Completed, free.State.Step);
    }

    [Fact]
    public void Another_currency_is_refused() =>
        Case.Opened(TicketKind.RefundOnly).Refuses(new Approve(new Money(100, "USD")), People.Agent, FailureCodes.CurrencyMismatch);

    [Theory]
    [InlineData(TicketKind.Exchange)]
    [InlineData(TicketKind.Complaint)]
    public void A_kind_that_refunds_nothing_takes_no_amount(TicketKind kind) =>
        Case.Opened(kind).Refuses(new Approve(Samples.Yuan(1)), People.Lead, FailureCodes.InvalidValue);

    [Fact]
    public void An_agent_approves_up_to_the_policy_amount_and_a_lead_without_limit()
    {
        var large = Case.Opened(TicketKind.RefundOnly, claim: Samples.Claim(value: 200_001));
        large.Refuses(new Approve(), People.Agent, FailureCodes.PolicyRefused);
        large.Refuses(new Approve(), Caller.System, FailureCodes.PolicyRefused);
        Assert.True(large.Decide(new Approve(Samples.Yuan(200_000)), People.Agent).Succeeded);
        Assert.True(large.Decide(new Approve(), People.Lead).Succeeded);
        Assert.True(large.Decide(new Approve(), new Caller("shop", "x", Roles.Agent | Roles.Lead)).Succeeded);
    }

    [Fact]
    public void The_policy_that_decided_is_stored()
    {
        var policies = PolicySet.Default with { Review = new(9, new ReviewPolicy()), SelfService = new(2, new SelfServicePolicy { ReturnAddress = "Dock 4" }) };
        var approved = new Case { Policies = policies };
        approved.Open(Samples.Open(TicketKind.ReturnRefund), People.Agent, Samples.Claim(), Samples.Standing());
        var view = approved.Do(new Approve(), People.Lead).View(People.Customer);
        Assert.Equal(new DecisionView(false, "lead-approval", 9), view.Decision);
        Assert.Equal("Dock 4", view.ReturnAddress);
    }

    [Fact]
    public void A_rejection_needs_a_reason_and_takes_the_approval_back()
    {
        var inspected = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection);
        inspected.Refuses(new Reject(" "), People.Warehouse, FailureCodes.InvalidValue);
        inspected.Do(new Reject("empty box"), People.Warehouse);
        Assert.Null(inspected.State.Approved);
        Assert.Equal("warehouse-rejection", inspected.State.Decision!.Rule);
        Assert.False(inspected.State.RejectedForAbuse);
    }

    [Theory]
    [InlineData("abuse: third empty box", true)]
    [InlineData(" Abuse", true)]
    [InlineData("no abuse found", false)]
    public void A_reason_that_starts_with_abuse_is_kept_as_a_fact(string reason, bool abuse) =>
        Assert.Equal(abuse, Replay.Of(Case.Opened(TicketKind.RefundOnly).Do(new Reject(reason), People.Agent), erased: true).RejectedForAbuse);
}
