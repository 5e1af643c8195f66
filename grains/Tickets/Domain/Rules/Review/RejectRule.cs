namespace AfterSales.Tickets;

/// <summary>Against the customer. Whether the reason says abuse is kept as a fact, because the reason itself may be erased.</summary>
internal sealed class RejectRule() : TicketRule<Reject>("reject")
{
    protected override Failure? Check(TicketState state, Reject command, DecisionContext context) =>
        new FieldCheck().Text(command.Reason, "/reason").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Reject command, DecisionContext context)
    {
        var role = RoleNames.Acting(context.Caller.Roles, TicketGraph.RolesOf(Action));
        return Events(new Rejected(DecisionRules.Rejection(role))
        {
            To = TicketStep.Rejected,
            Abuse = command.Reason.TrimStart().StartsWith("abuse", StringComparison.OrdinalIgnoreCase),
            Personal = PersonalTexts.Of(command.Reason),
        });
    }
}
