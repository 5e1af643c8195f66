using AfterSales.Tickets;

namespace AfterSales.ReadModel;

/// <summary>Which steps a stage stands for (domain.md section 1). The table keeps steps only, so a list by stage is a list by its steps.</summary>
internal static class StageSteps
{
    private static readonly ImmutableDictionary<TicketStage, ImmutableArray<TicketStep>> ByStage =
        new Dictionary<TicketStage, ImmutableArray<TicketStep>>
        {
            [TicketStage.InReview] = [TicketStep.UnderReview, TicketStep.AwaitingCustomer, TicketStep.CounterOffered, TicketStep.InDispute],
            [TicketStage.AwaitingReturn] = [TicketStep.AwaitingReturn],
            [TicketStage.ReturnInTransit] = [TicketStep.ReturnInTransit],
            [TicketStage.Processing] =
            [
                TicketStep.AwaitingInspection, TicketStep.AwaitingRefund, TicketStep.AwaitingReplacement, TicketStep.InRepair,
                TicketStep.ReplacementInTransit, TicketStep.ReturningGoods, TicketStep.InDialogue,
            ],
            [TicketStage.Completed] = [TicketStep.Resolved, TicketStep.Completed],
            [TicketStage.Rejected] = [TicketStep.Rejected],
            [TicketStage.Closed] = [TicketStep.Cancelled, TicketStep.Closed],
        }.ToImmutableDictionary();

    public static ImmutableArray<TicketStep> Of(TicketStage stage) => ByStage[stage];

    /// <summary>The steps in which <see cref="TicketFacts.Settled"/> holds.</summary>
    public static bool IsSettled(TicketStep step) => step is TicketStep.Completed or TicketStep.Closed or TicketStep.Cancelled;
}
