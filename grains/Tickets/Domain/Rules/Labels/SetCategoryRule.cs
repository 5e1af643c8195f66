namespace AfterSales.Tickets;

/// <summary>Sets the category by hand.</summary>
internal sealed class SetCategoryRule() : TicketRule<SetCategory>("set-category")
{
    protected override Failure? Check(TicketState state, SetCategory command, DecisionContext context) =>
        new FieldCheck().That(Enum.IsDefined(command.Category), "/category", "must be a category").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, SetCategory command, DecisionContext context) =>
        state.Category == command.Category ? Events(new Unchanged()) : Events(new CategorySet(command.Category));
}
