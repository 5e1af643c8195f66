namespace AfterSales.Tickets;

/// <summary>The customer withdraws; the graph allows it only before goods or money moved.</summary>
internal sealed class CancelRule() : TicketRule<Cancel>("cancel")
{
    protected override Failure? Check(TicketState state, Cancel command, DecisionContext context) =>
        new FieldCheck().OptionalText(command.Reason, "/reason").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Cancel command, DecisionContext context) =>
        Events(new Cancelled { To = TicketStep.Cancelled, Personal = PersonalTexts.Of(command.Reason) });
}
