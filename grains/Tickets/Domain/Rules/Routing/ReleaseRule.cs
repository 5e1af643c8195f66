namespace AfterSales.Tickets;

/// <summary>The case goes back to its queue with its age; while somebody outside is awaited it is queued once we have to act again.</summary>
internal sealed class ReleaseRule() : TicketRule<Release>("release")
{
    protected override Failure? Check(TicketState state, Release command, DecisionContext context) =>
        new FieldCheck().Text(command.Reason, "/reason").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Release command, DecisionContext context)
    {
        var held = state.Assignment ?? throw new InvalidOperationException("A case that nobody holds was released.");
        return Handover.GiveBack(state, held, AssignmentEnd.Released, RoutingReasons.Release, PersonalTexts.Of(command.Reason), context);
    }
}
