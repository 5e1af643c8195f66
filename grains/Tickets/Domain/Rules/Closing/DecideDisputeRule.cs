namespace AfterSales.Tickets;

/// <summary>
/// For the customer the case goes on as if approved, without the agents' limit. For the shop it is closed; goods that are here still go back.
/// </summary>
internal sealed class DecideDisputeRule() : TicketRule<DecideDispute>("decide-dispute")
{
    protected override Failure? Check(TicketState state, DecideDispute command, DecisionContext context) =>
        new FieldCheck()
            .Text(command.Reason, "/reason")
            .That(Enum.IsDefined(command.Outcome), "/outcome", "must be customer or shop")
            .That(command.Outcome == DisputeOutcome.Customer || command.Amount is null, "/amount", "must be absent when the shop is right")
            .Failure
        ?? MoneyRules.Refuse(state, state.Kind, command.Amount, state.Ceiling);

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, DecideDispute command, DecisionContext context)
    {
        var forCustomer = command.Outcome == DisputeOutcome.Customer;
        var next = forCustomer ? TicketPaths.AfterApproval(state.Kind, state.GoodsHere) : TicketStep.Closed;
        return Events(new DisputeDecided(command.Outcome, forCustomer ? MoneyRules.OrAsked(state, state.Kind, command.Amount) : null)
        {
            To = next,
            ReturnAddress = MoneyRules.ReturnAddress(next, context),
            Personal = PersonalTexts.Of(command.Reason),
        });
    }
}
