namespace AfterSales.Tickets;

/// <summary>Satisfaction, once.</summary>
internal sealed class RateRule() : TicketRule<Rate>("rate")
{
    protected override Failure? Check(TicketState state, Rate command, DecisionContext context) =>
        new FieldCheck().That(command.Score is >= 1 and <= 5, "/score", "must be 1 to 5").OptionalText(command.Comment, "/comment").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Rate command, DecisionContext context) =>
        Events(new Rated(command.Score) { Personal = PersonalTexts.Of(command.Comment) });
}
