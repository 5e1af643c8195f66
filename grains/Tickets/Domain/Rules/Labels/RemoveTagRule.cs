namespace AfterSales.Tickets;

/// <summary>Removes a tag; one that is not there changes nothing.</summary>
internal sealed class RemoveTagRule() : TicketRule<RemoveTag>("remove-tag")
{
    protected override Failure? Check(TicketState state, RemoveTag command, DecisionContext context) =>
        new FieldCheck().Word(command.Tag, "/tag", AddTagRule.MaxLength).Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, RemoveTag command, DecisionContext context) =>
        !state.Tags.Contains(command.Tag) ? Events(new Unchanged()) : Events(new TagRemoved(command.Tag));
}
