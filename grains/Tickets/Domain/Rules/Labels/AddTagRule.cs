namespace AfterSales.Tickets;

/// <summary>Adds a tag; one that is there already changes nothing.</summary>
internal sealed class AddTagRule() : TicketRule<AddTag>("add-tag")
{
    public const int MaxLength = 40;

    protected override Failure? Check(TicketState state, AddTag command, DecisionContext context)
    {
        var max = context.Policies.Review.Policy.MaxTags;
        return new FieldCheck().Word(command.Tag, "/tag", MaxLength).Failure
            ?? (state.Tags.Length < max || state.Tags.Contains(command.Tag)
                ? null
                : new Failure(FailureCodes.PolicyRefused, $"A case has at most {max} tags."));
    }

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, AddTag command, DecisionContext context) =>
        state.Tags.Contains(command.Tag) ? Events(new Unchanged()) : Events(new TagAdded(command.Tag));
}
