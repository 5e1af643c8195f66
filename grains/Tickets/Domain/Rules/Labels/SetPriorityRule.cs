namespace AfterSales.Tickets;

/// <summary>Sets the priority by hand.</summary>
internal sealed class SetPriorityRule() : TicketRule<SetPriority>("set-priority")
{
    protected override Failure? Check(TicketState state, SetPriority command, DecisionContext context) =>
        new FieldCheck().That(Enum.IsDefined(command.Priority), "/priority", "must be P1 to P4").Text(command.Reason, "/reason").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, SetPriority command, DecisionContext context) =>
        state.Priority == command.Priority ? Events(new Unchanged()) : Events(new PrioritySet(command.Priority) { Personal = PersonalTexts.Of(command.Reason) });
}
