namespace AfterSales.Tickets;

/// <summary>What the customer sees of a step (domain.md section 1).</summary>
public static class TicketStages
{
    public static TicketStage Of(TicketStep step) => step switch
    {
        TicketStep.UnderReview or TicketStep.AwaitingCustomer or TicketStep.CounterOffered or TicketStep.InDispute => TicketStage.InReview,
        TicketStep.AwaitingReturn => TicketStage.AwaitingReturn,
        TicketStep.ReturnInTransit => TicketStage.ReturnInTransit,
        TicketStep.AwaitingInspection or TicketStep.AwaitingRefund or TicketStep.AwaitingReplacement or TicketStep.InRepair
            or TicketStep.ReplacementInTransit or TicketStep.ReturningGoods or TicketStep.InDialogue => TicketStage.Processing,
        TicketStep.Resolved or TicketStep.Completed => TicketStage.Completed,
        TicketStep.Rejected => TicketStage.Rejected,
        TicketStep.Cancelled or TicketStep.Closed => TicketStage.Closed,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };
}
