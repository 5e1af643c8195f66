namespace AfterSales.Tickets;

/// <summary>
/// What the payment system paid. One refund completes the case; it may be lower than approved, never higher. The same payment reported again
/// changes nothing, in whatever step the case is by then.
/// </summary>
internal sealed class RefundIssuedRule() : TicketRule<RefundIssued>("refund-issued")
{
    protected override bool IsKnown(TicketState state, RefundIssued command) => state.Payments.Contains(new Payment(command.PaymentReference, command.Amount));

    protected override Failure? Check(TicketState state, RefundIssued command, DecisionContext context)
    {
        if (state.Payments.Any(payment => payment.Reference == command.PaymentReference))
        {
            return new Failure(FailureCodes.PolicyRefused, "This payment reference was reported with another amount.");
        }

        return new FieldCheck().Id(command.PaymentReference, "/paymentReference").Failure
            ?? MoneyRules.Refuse(state, state.Kind, command.Amount, state.Outstanding);
    }

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, RefundIssued command, DecisionContext context) =>
        Events(new Refunded(command.Amount, command.PaymentReference) { To = TicketStep.Completed });
}
