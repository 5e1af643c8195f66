namespace AfterSales.Tickets;

/// <summary>For the customer: the case goes on along its path. An approval that stands is only ever lowered.</summary>
internal sealed class ApproveRule() : TicketRule<Approve>("approve")
{
    protected override Failure? Check(TicketState state, Approve command, DecisionContext context) =>
        new FieldCheck().OptionalText(command.Note, "/note").Failure
        ?? MoneyRules.Refuse(state, state.Kind, command.Amount, state.Ceiling)
        ?? MoneyRules.RefuseAboveLimit(MoneyRules.OrAsked(state, state.Kind, command.Amount), context);

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Approve command, DecisionContext context)
    {
        var next = TicketPaths.AfterApproval(state.Kind, state.GoodsHere);
        var role = RoleNames.Acting(context.Caller.Roles, TicketGraph.RolesOf(Action));
        return Events(new Approved(DecisionRules.Approval(role), context.Policies.Review.Version, MoneyRules.OrAsked(state, state.Kind, command.Amount))
        {
            To = next,
            ReturnAddress = MoneyRules.ReturnAddress(next, context),
            Personal = PersonalTexts.Of(command.Note),
        });
    }
}
