namespace AfterSales.Tickets;

/// <summary>
/// Takes the case up again. A settled goods case gave its claim back, so its goods are claimed anew first
/// (<see cref="DecisionContext.Claim"/>); together with what was refunded that is the new limit of its refunds.
/// </summary>
internal sealed class ReopenRule() : TicketRule<Reopen>("reopen")
{
    protected override Failure? Check(TicketState state, Reopen command, DecisionContext context) =>
        new FieldCheck().Text(command.Reason, "/reason").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Reopen command, DecisionContext context)
    {
        Money? limit = null;
        if (state.ReopenNeedsClaim)
        {
            var claim = context.Claim ?? throw new InvalidOperationException("A settled goods case must claim its goods before it is reopened.");
            limit = claim.Amount with { Amount = claim.Amount.Amount + state.RefundedAmount };
        }

        return Events(new Reopened(limit) { To = TicketPaths.AfterReopening(state), Personal = PersonalTexts.Of(command.Reason) });
    }
}
