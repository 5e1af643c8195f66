using AfterSales.Tickets;

namespace AfterSales.ReadModel;

/// <summary>Which steps a stage stands for. The table keeps steps only, so a list by stage is a list by its steps.</summary>
internal static class StageSteps
{
    private static readonly ILookup<TicketStage, TicketStep> ByStage = Enum.GetValues<TicketStep>().ToLookup(TicketStages.Of);

    public static IReadOnlyCollection<TicketStep> Of(TicketStage stage) => [.. ByStage[stage]];

    /// <summary>Steps in which a case may be settled; in all others <see cref="TicketFacts.Settled"/> never holds.</summary>
    public static bool MayBeSettled(TicketStep step) => step is TicketStep.Completed or TicketStep.Closed or TicketStep.Cancelled;
}
