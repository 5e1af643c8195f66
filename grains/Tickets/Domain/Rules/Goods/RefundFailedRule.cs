namespace AfterSales.Tickets;

/// <summary>The payment system could not pay: the case stays and is escalated.</summary>
internal sealed class RefundFailedRule() : TicketRule<RefundFailed>("refund-failed")
{
    protected override Failure? Check(TicketState state, RefundFailed command, DecisionContext context) =>
        new FieldCheck().Text(command.Reason, "/reason").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, RefundFailed command, DecisionContext context) =>
        Events(new RefundAttemptFailed { Personal = PersonalTexts.Of(command.Reason) });
}
