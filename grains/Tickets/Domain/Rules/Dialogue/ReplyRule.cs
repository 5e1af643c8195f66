namespace AfterSales.Tickets;

/// <summary>A public answer; possible in every step, also after the end.</summary>
internal sealed class ReplyRule() : TicketRule<Reply>("reply")
{
    protected override Failure? Check(TicketState state, Reply command, DecisionContext context) =>
        new FieldCheck().Text(command.Text, "/text").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Reply command, DecisionContext context) =>
        Events(new Replied { Personal = PersonalTexts.Of(command.Text) });
}
