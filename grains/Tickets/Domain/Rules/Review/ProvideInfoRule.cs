using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>Answers what was asked; the case returns to where it was asked.</summary>
internal sealed class ProvideInfoRule() : TicketRule<ProvideInfo>("provide-info")
{
    protected override Failure? Check(TicketState state, ProvideInfo command, DecisionContext context) =>
        new FieldCheck()
            .That(command.Answers is { Count: > 0 } || !command.Evidence.IsDefaultOrEmpty, "/answers", "must have an answer, or evidence")
            .Answers(command.Answers, "/answers")
            .Evidence(command.Evidence, "/evidence")
            .Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, ProvideInfo command, DecisionContext context) =>
        Events(new InfoProvided
        {
            To = state.Origin,
            Evidence = command.Evidence.IsDefaultOrEmpty ? default : command.Evidence,
            Personal = command.Answers is { Count: > 0 } answers ? new PersonalText { Answers = answers } : null,
        });
}
