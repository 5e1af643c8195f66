using AfterSales.Tickets;
using Xunit;
using static AfterSales.Tickets.TicketStep;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>A case of each kind from its opening to its end.</summary>
public sealed class PathTests
{
    public static TheoryData<TicketKind, TicketStep[]> Paths => new()
    {
        { TicketKind.RefundOnly, [UnderReview, AwaitingRefund, Completed] },
        { TicketKind.ReturnRefund, [UnderReview, AwaitingReturn, ReturnInTransit, AwaitingInspection, AwaitingRefund, Completed] },
        { TicketKind.Exchange, [UnderReview, AwaitingReturn, ReturnInTransit, AwaitingInspection, AwaitingReplacement, ReplacementInTransit, Completed] },
        { TicketKind.Repair, [UnderReview, AwaitingReturn, ReturnInTransit, AwaitingInspection, InRepair, ReplacementInTransit, Completed] },
        { TicketKind.Reship, [UnderReview, AwaitingReplacement, ReplacementInTransit, Completed] },
        { TicketKind.Complaint, [UnderReview, InDialogue, TicketStep.Resolved, Completed] },
        { TicketKind.Consultation, [UnderReview, InDialogue, TicketStep.Resolved, Completed] },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_case_passes_the_steps_of_its_kind(TicketKind kind, TicketStep[] path)
    {
        var ended = Reach.Along(Case.Opened(kind), Completed);
        Assert.Equal(path, ended.State.Passed.Select(passed => passed.Step));
        Assert.True(ended.State.IsSettled);
        Assert.Equal(ended.Now, ended.State.ClosedAt);
    }

    [Theory]
    [InlineData(TicketKind.RefundOnly)]
    [InlineData(TicketKind.ReturnRefund)]
    public void A_refunded_case_shows_what_was_paid(TicketKind kind)
    {
        var view = Reach.Along(Case.Opened(kind), Completed).View(People.Customer);
        Assert.Equal(Samples.Yuan(Samples.Value), view.ApprovedAmount);
        Assert.Equal(Samples.Yuan(Samples.Value), view.RefundedAmount);
        Assert.Equal(new DecisionView(false, "agent-approval", 1), view.Decision);
    }

    [Theory]
    [InlineData(TicketKind.Exchange)]
    [InlineData(TicketKind.Repair)]
    [InlineData(TicketKind.Reship)]
    [InlineData(TicketKind.Complaint)]
    public void Other_kinds_move_no_money(TicketKind kind)
    {
        var view = Reach.Along(Case.Opened(kind), Completed).View(People.Customer);
        Assert.Null(view.ApprovedAmount);
        Assert.Null(view.RefundedAmount);
    }

    [Fact]
    public void Confirming_receipt_of_goods_in_transit_passes_both_steps()
    {
        var received = Reach.Step(TicketKind.Exchange, ReturnInTransit).Do(new ConfirmReceipt(Samples.Received(2)), People.Warehouse);
        Assert.Equal([UnderReview, AwaitingReturn, ReturnInTransit, AwaitingInspection, AwaitingReplacement], received.State.Passed.Select(passed => passed.Step));
        Assert.NotNull(received.State.ReturnParcel!.DeliveredAt);
    }
}
