using static AfterSales.Tickets.TicketStep;

namespace AfterSales.Tickets;

/// <summary>The path of each kind (domain.md section 1) and where a case goes on after a decision.</summary>
internal static class TicketPaths
{
    private static readonly ImmutableArray<TicketStep> GoodsSideSteps =
        [AwaitingCustomer, CounterOffered, TicketStep.Rejected, InDispute, ReturningGoods, TicketStep.Cancelled, Closed];
    private static readonly ImmutableArray<TicketStep> DialogueSideSteps = [AwaitingCustomer, TicketStep.Rejected, InDispute, TicketStep.Cancelled, Closed];
    private static readonly ImmutableArray<TicketStep> Workable =
        [UnderReview, AwaitingReturn, AwaitingInspection, AwaitingRefund, AwaitingReplacement, InRepair];

    public static bool IsGoodsKind(TicketKind kind) => kind is not (TicketKind.Complaint or TicketKind.Consultation);

    /// <summary>Whether a case of this kind ends in a payment.</summary>
    public static bool Refunds(TicketKind kind) => kind is TicketKind.RefundOnly or TicketKind.ReturnRefund;

    public static ImmutableArray<TicketStep> Path(TicketKind kind) => kind switch
    {
        TicketKind.RefundOnly => [UnderReview, AwaitingRefund, Completed],
        TicketKind.ReturnRefund => [UnderReview, AwaitingReturn, ReturnInTransit, AwaitingInspection, AwaitingRefund, Completed],
        TicketKind.Exchange => [UnderReview, AwaitingReturn, ReturnInTransit, AwaitingInspection, AwaitingReplacement, ReplacementInTransit, Completed],
        TicketKind.Repair => [UnderReview, AwaitingReturn, ReturnInTransit, AwaitingInspection, InRepair, ReplacementInTransit, Completed],
        TicketKind.Reship => [UnderReview, AwaitingReplacement, ReplacementInTransit, Completed],
        TicketKind.Complaint or TicketKind.Consultation => [UnderReview, InDialogue, TicketStep.Resolved, Completed],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Every step a case of this kind can be in.</summary>
    public static ImmutableArray<TicketStep> Steps(TicketKind kind) => [.. Path(kind), .. IsGoodsKind(kind) ? GoodsSideSteps : DialogueSideSteps];

    /// <summary>The step after a decision for the customer: goods that are here already need not be sent again.</summary>
    public static TicketStep AfterApproval(TicketKind kind, bool goodsHere) => kind switch
    {
        TicketKind.RefundOnly => AwaitingRefund,
        TicketKind.ReturnRefund => goodsHere ? AwaitingRefund : AwaitingReturn,
        TicketKind.Exchange => goodsHere ? AwaitingReplacement : AwaitingReturn,
        TicketKind.Repair => goodsHere ? InRepair : AwaitingReturn,
        TicketKind.Reship => AwaitingReplacement,
        _ => InDialogue,
    };

    /// <summary>The step after the warehouse found everything as promised.</summary>
    public static TicketStep AfterReceipt(TicketKind kind) => kind switch
    {
        TicketKind.ReturnRefund => AwaitingRefund,
        TicketKind.Exchange => AwaitingReplacement,
        _ => AwaitingInspection,
    };

    /// <summary>
    /// The last working step. What was paid or sent out cannot be worked on again: there the decision is what is left, and an agent takes it.
    /// </summary>
    public static TicketStep AfterReopening(TicketState state)
    {
        if (!IsGoodsKind(state.Kind))
        {
            return InDialogue;
        }

        for (var i = state.Passed.Length - 2; i >= 0 && state.Step == Closed; i--)
        {
            var step = state.Passed[i].Step;
            if (step is not (AwaitingCustomer or CounterOffered))
            {
                return Workable.Contains(step) ? step : UnderReview;
            }
        }

        return UnderReview;
    }
}
