namespace AfterSales.Tickets;

/// <summary>The agent considers the matter settled; the customer may agree or take it up again.</summary>
internal sealed class ResolveRule() : TicketRule<Resolve>("resolve")
{
    protected override Failure? Check(TicketState state, Resolve command, DecisionContext context) =>
        new FieldCheck().Text(command.Summary, "/summary").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Resolve command, DecisionContext context) =>
        Events(new Resolved { To = TicketStep.Resolved, Personal = PersonalTexts.Of(command.Summary) });
}
