namespace AfterSales.Tickets;

/// <summary>An internal note; possible in every step.</summary>
internal sealed class NoteRule() : TicketRule<Note>("note")
{
    protected override Failure? Check(TicketState state, Note command, DecisionContext context) =>
        new FieldCheck().Text(command.Text, "/text").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Note command, DecisionContext context) =>
        Events(new Noted { Personal = PersonalTexts.Of(command.Text) });
}
