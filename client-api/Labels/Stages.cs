using AfterSales.Tickets;

namespace AfterSales.Api.Labels;

/// <summary>What the customer sees of a step, for rows of the read model, which keeps steps only.</summary>
internal static class Stages
{
    public static TicketStage Of(TicketStep step) => step switch
    {
        TicketStep.UnderReview or TicketStep.AwaitingCustomer or TicketStep.CounterOffered or TicketStep.InDispute => TicketStage.InReview,
        TicketStep.AwaitingReturn => TicketStage.AwaitingReturn,
        TicketStep.ReturnInTransit => TicketStage.ReturnInTransit,
        TicketStep.Resolved or TicketStep.Completed => TicketStage.Completed,
        TicketStep.Rejected => TicketStage.Rejected,
        TicketStep.Cancelled or TicketStep.Closed => TicketStage.Closed,
        _ => TicketStage.Processing,
    };

    public static string Label(TicketStage stage, string language) => stage switch
    {
        TicketStage.InReview => Pick(language, "审核中", "In review"),
        TicketStage.AwaitingReturn => Pick(language, "待退货", "Awaiting return"),
        TicketStage.ReturnInTransit => Pick(language, "退货中", "Return in transit"),
        TicketStage.Processing => Pick(language, "处理中", "Processing"),
        TicketStage.Completed => Pick(language, "已完成", "Completed"),
        TicketStage.Rejected => Pick(language, "已拒绝", "Rejected"),
        _ => Pick(language, "已关闭", "Closed"),
    };

    /// <summary>Over, unless somebody takes the case up again.</summary>
    public static bool IsSettled(TicketStep step) => step is TicketStep.Completed or TicketStep.Closed or TicketStep.Cancelled;

    private static string Pick(string language, string chinese, string english) => language == Http.Languages.Chinese ? chinese : english;
}
