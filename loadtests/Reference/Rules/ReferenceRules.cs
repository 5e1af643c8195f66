using AfterSales.LoadTests.Reference.Store;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.Reference.Rules;

/// <summary>
/// What each command is allowed to do and changes. The reference knows the one kind the benches drive, return and refund, from opening to
/// completion; the database function checks and applies it in its transaction.
/// </summary>
internal static class ReferenceRules
{
    private static readonly string[] UrgentWords = ["fire", "burn", "explode", "shock", "injury", "hospital", "lawyer", "court"];

    /// <summary>Refuses what the caller may not do and kinds unknown here.</summary>
    public static ReferenceOpen Open(Guid id, OpenTicket command, Caller caller)
    {
        if (command.Kind != TicketKind.ReturnRefund || command.OrderId is null || command.Lines.OrEmpty().IsEmpty)
        {
            throw new ReferenceRefusedException(FailureCodes.KindNotEligible);
        }

        if (command.WindowOverride is not null && !caller.HasAny(Roles.Lead))
        {
            throw new ReferenceRefusedException(FailureCodes.Forbidden);
        }

        var customer = caller.IsStaff ? command.CustomerId ?? "" : caller.Subject;
        return new ReferenceOpen(id, CaseNumber.Of(id), command, customer, Triage(command))
        {
            Facts = FactsJson.Of(command),
            Tokens = SubjectWords.Tokens(command.Subject),
        };
    }

    public static ReferenceAct Act(Guid id, TicketCommand command, Caller caller) => command switch
    {
        Approve approve when caller.HasAny(Roles.Agent | Roles.Lead) =>
            new ReferenceAct(id, "approved", [(short)TicketStep.UnderReview], (short)TicketStep.AwaitingReturn)
            {
                Approved = approve.Amount?.Amount,
                Text = approve.Note,
                Facts = FactsJson.Of(new ActFacts(Amount: approve.Amount)),
            },
        ShipReturn ship when caller.HasAny(Roles.Customer | Roles.Agent | Roles.Lead) =>
            new ReferenceAct(id, "return-shipped", [(short)TicketStep.AwaitingReturn], (short)TicketStep.ReturnInTransit)
            {
                OnlyOf = caller.IsStaff ? null : caller.Subject,
                Carrier = ship.Carrier,
                Tracking = ship.TrackingNumber,
                Facts = FactsJson.Of(new ActFacts(Carrier: ship.Carrier, Tracking: ship.TrackingNumber)),
            },
        ConfirmReceipt receipt when caller.HasAny(Roles.Warehouse) =>
            new ReferenceAct(
                id, "receipt-confirmed", [(short)TicketStep.AwaitingInspection, (short)TicketStep.ReturnInTransit], (short)TicketStep.AwaitingRefund)
            {
                Received = FactsJson.Of(receipt.Lines),
                Facts = FactsJson.Of(new ActFacts(Lines: receipt.Lines)),
            },
        RefundIssued refund when caller.HasAny(Roles.Finance | Roles.Integration) =>
            new ReferenceAct(id, "refund-issued", [(short)TicketStep.AwaitingRefund], (short)TicketStep.Completed)
            {
                Settles = true,
                Refunded = refund.Amount.Amount,
                PaymentReference = refund.PaymentReference,
                Facts = FactsJson.Of(new ActFacts(Amount: refund.Amount, Reference: refund.PaymentReference)),
            },
        _ => throw new ReferenceRefusedException(FailureCodes.Forbidden),
    };

    private static TicketPriority Triage(OpenTicket command) => command switch
    {
        _ when UrgentWords.Any(word => command.Description.Contains(word, StringComparison.OrdinalIgnoreCase)) => TicketPriority.P1,
        { Channel: Channel.Social } => TicketPriority.P2,
        { Category: TicketCategory.Quality or TicketCategory.Damaged or TicketCategory.WrongItem or TicketCategory.Missing } => TicketPriority.P3,
        _ => TicketPriority.P4,
    };
}
