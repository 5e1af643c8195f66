using System.Collections.Frozen;

namespace AfterSales.Tickets;

/// <summary>Every rule by its command.</summary>
internal static class TicketRules
{
    private static readonly FrozenDictionary<Type, TicketRule> ByCommand = new TicketRule[]
    {
        new ApproveRule(), new RejectRule(), new RequestInfoRule(), new ProvideInfoRule(),
        new CounterOfferRule(), new AcceptOfferRule(), new DeclineOfferRule(),
        new ShipReturnRule(), new ReportArrivalRule(), new ConfirmReceiptRule(), new StartRepairRule(), new FinishRepairRule(),
        new ShipReplacementRule(), new ShipBackRule(), new ReportDeliveryRule(), new ConfirmDeliveryRule(),
        new RefundIssuedRule(), new RefundFailedRule(),
        new ReplyRule(), new NoteRule(), new CustomerMessageRule(), new ResolveRule(), new ConfirmResolutionRule(), new RateRule(),
        new ReopenRule(), new CancelRule(), new DisputeRule(), new DecideDisputeRule(),
        new ClaimCaseRule(), new AssignRule(), new TransferRule(), new ReleaseRule(),
        new SetPriorityRule(), new SetCategoryRule(), new AddTagRule(), new RemoveTagRule(), new LinkDuplicateRule(),
    }.ToFrozenDictionary(rule => rule.CommandType);

    public static IEnumerable<TicketRule> All => ByCommand.Values;

    public static TicketRule For(TicketCommand command) =>
        ByCommand.TryGetValue(command.GetType(), out var rule) ? rule : throw new InvalidOperationException($"{command.GetType().Name} has no rule.");
}
