namespace AfterSales.Tickets;

/// <summary>Says that this case repeats another one; never itself.</summary>
internal sealed class LinkDuplicateRule() : TicketRule<LinkDuplicate>("link-duplicate")
{
    protected override Failure? Check(TicketState state, LinkDuplicate command, DecisionContext context) =>
        new FieldCheck().That(command.Of != Guid.Empty && command.Of != state.Id, "/of", "must be another case").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, LinkDuplicate command, DecisionContext context) =>
        state.DuplicateOf == command.Of ? Events(new Unchanged()) : Events(new DuplicateLinked(command.Of));
}
