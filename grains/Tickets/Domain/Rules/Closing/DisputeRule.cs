namespace AfterSales.Tickets;

/// <summary>The customer contests the rejection; an arbitrator decides.</summary>
internal sealed class DisputeRule() : TicketRule<Dispute>("dispute")
{
    protected override Failure? Check(TicketState state, Dispute command, DecisionContext context) =>
        new FieldCheck().Text(command.Reason, "/reason").Evidence(command.Evidence, "/evidence").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Dispute command, DecisionContext context) =>
        Events(new Disputed
        {
            To = TicketStep.InDispute,
            Evidence = command.Evidence.IsDefaultOrEmpty ? default : command.Evidence,
            Personal = PersonalTexts.Of(command.Reason),
        });
}
