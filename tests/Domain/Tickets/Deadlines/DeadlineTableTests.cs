using AfterSales.Deadlines;
using AfterSales.Tickets;
using Xunit;
using static AfterSales.Tickets.TicketStep;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>The table of domain.md section 8, row by row: who is awaited, how long, and what silence decides; nothing a moment earlier.</summary>
public sealed class DeadlineTableTests
{
    private const int Day = 24;

    /// <summary>Kind, step, who, hours, what is decided, where the case is then.</summary>
    public static TheoryData<TicketKind, TicketStep, DeadlineParty, int, DeadlineEffect, TicketStep> Table => new()
    {
        { TicketKind.RefundOnly, UnderReview, DeadlineParty.Reviewer, 48, DeadlineEffect.Approve, AwaitingRefund },
        { TicketKind.ReturnRefund, UnderReview, DeadlineParty.Reviewer, 48, DeadlineEffect.Approve, AwaitingReturn },
        { TicketKind.Exchange, UnderReview, DeadlineParty.Reviewer, 48, DeadlineEffect.Escalate, UnderReview },
        { TicketKind.Repair, UnderReview, DeadlineParty.Reviewer, 48, DeadlineEffect.Escalate, UnderReview },
        { TicketKind.Reship, UnderReview, DeadlineParty.Reviewer, 48, DeadlineEffect.Escalate, UnderReview },
        { TicketKind.Complaint, UnderReview, DeadlineParty.Reviewer, 48, DeadlineEffect.Escalate, UnderReview },
        { TicketKind.Consultation, UnderReview, DeadlineParty.Reviewer, 48, DeadlineEffect.Escalate, UnderReview },
        { TicketKind.Exchange, AwaitingCustomer, DeadlineParty.Customer, 72, DeadlineEffect.Close, Closed },
        { TicketKind.Complaint, AwaitingCustomer, DeadlineParty.Customer, 72, DeadlineEffect.Close, Closed },
        { TicketKind.RefundOnly, CounterOffered, DeadlineParty.Customer, 72, DeadlineEffect.Close, Closed },
        { TicketKind.ReturnRefund, AwaitingReturn, DeadlineParty.Customer, 7 * Day, DeadlineEffect.Close, Closed },
        { TicketKind.Exchange, ReturnInTransit, DeadlineParty.Carrier, 15 * Day, DeadlineEffect.AskCarrier, ReturnInTransit },
        { TicketKind.ReturnRefund, AwaitingInspection, DeadlineParty.Warehouse, 10 * Day, DeadlineEffect.TakeAsReceived, AwaitingRefund },
        { TicketKind.Exchange, AwaitingInspection, DeadlineParty.Warehouse, 10 * Day, DeadlineEffect.TakeAsReceived, AwaitingReplacement },
        { TicketKind.Repair, AwaitingInspection, DeadlineParty.Warehouse, 10 * Day, DeadlineEffect.Escalate, AwaitingInspection },
        { TicketKind.Reship, AwaitingReplacement, DeadlineParty.Warehouse, 72, DeadlineEffect.BreachAndEscalate, AwaitingReplacement },
        { TicketKind.Repair, InRepair, DeadlineParty.Workshop, 15 * Day, DeadlineEffect.BreachAndEscalate, InRepair },
        { TicketKind.Consultation, TicketStep.Resolved, DeadlineParty.Customer, 72, DeadlineEffect.Complete, Completed },
        { TicketKind.RefundOnly, TicketStep.Rejected, DeadlineParty.Customer, 7 * Day, DeadlineEffect.Close, Closed },
        { TicketKind.Complaint, InDispute, DeadlineParty.Arbitrator, 5 * Day, DeadlineEffect.BreachAndEscalate, InDispute },
        { TicketKind.RefundOnly, AwaitingRefund, DeadlineParty.Finance, Day, DeadlineEffect.BreachAndEscalate, AwaitingRefund },
        // Beyond the table, so that no case waits for ever (docs/deadlines.md).
        { TicketKind.Complaint, InDialogue, DeadlineParty.Reviewer, 5 * Day, DeadlineEffect.Escalate, InDialogue },
        { TicketKind.Reship, ReplacementInTransit, DeadlineParty.Carrier, 15 * Day, DeadlineEffect.AskCarrier, ReplacementInTransit },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Silence_decides_after_its_time_and_not_before(
        TicketKind kind, TicketStep step, DeadlineParty party, int hours, DeadlineEffect effect, TicketStep then)
    {
        var waiting = Reach.Step(kind, step, Silence.Unpromised);
        var deadline = waiting.State.Deadline!;
        Assert.Equal((party, effect, waiting.Now.AddHours(hours)), (deadline.Party, deadline.Effect, deadline.At));

        var expired = waiting.Silent();
        Assert.Equal((party, effect, deadline.Rule, deadline.At), (expired.Party, expired.Effect, expired.Rule, expired.Due));
        Assert.Equal(then, waiting.State.Step);
        Assert.Equal(then == step, waiting.State.Escalated);
        Assert.Equal(effect == DeadlineEffect.BreachAndEscalate, waiting.Rows[^1].Events.OfType<DeadlineExpired>().Any() && Breaches(waiting));
    }

    [Theory]
    [InlineData(TicketKind.Exchange, ReplacementInTransit, Completed)]
    [InlineData(TicketKind.Repair, ReplacementInTransit, Completed)]
    [InlineData(TicketKind.ReturnRefund, ReturningGoods, Closed)]
    public void A_delivery_starts_ten_days_after_which_the_customer_is_content(TicketKind kind, TicketStep step, TicketStep end)
    {
        var sent = Reach.Step(kind, step);
        sent.Pass(TimeSpan.FromDays(3)).Do(new ReportDelivery(sent.Now.AddDays(-1)), People.Logistics);
        Assert.Equal(sent.State.DeliveredAt!.Value.AddDays(10), sent.State.Deadline!.At);
        Assert.Equal(DeadlineEffect.Complete, sent.Silent().Effect);
        Assert.Equal((end, ClosedHow.Silence), (sent.State.Step, sent.State.ClosedHow));
        Assert.True(sent.State.IsSettled);
    }

    [Fact]
    public void Above_the_policy_amount_a_return_is_escalated_and_a_refund_approved()
    {
        var dear = Samples.Claim(value: 200_001);
        Assert.Equal(DeadlineEffect.Escalate, Case.Opened(TicketKind.ReturnRefund, claim: dear).Silent().Effect);
        Assert.Equal(DeadlineEffect.Approve, Case.Opened(TicketKind.RefundOnly, claim: dear).Silent().Effect);
        Assert.Equal(DeadlineEffect.Approve, Case.Opened(TicketKind.ReturnRefund, claim: Samples.Claim(value: 200_000)).Silent().Effect);
        var part = Case.Opened(TicketKind.ReturnRefund, change: open => open with { RequestedAmount = Samples.Yuan(200_000) }, claim: dear);
        Assert.Equal(DeadlineEffect.Approve, part.Silent().Effect);
    }

    private static bool Breaches(Case waiting) => waiting.State.Breached && waiting.Rows[^1].Events.OfType<CaseEscalated>().Any();
}
