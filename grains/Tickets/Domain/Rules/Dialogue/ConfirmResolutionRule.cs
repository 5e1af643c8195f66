namespace AfterSales.Tickets;

/// <summary>The customer agrees, or stayed silent.</summary>
internal sealed class ConfirmResolutionRule() : TicketRule<ConfirmResolution>("confirm-resolution")
{
    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, ConfirmResolution command, DecisionContext context) =>
        Events(new ResolutionConfirmed { To = TicketStep.Completed, Silent = context.Caller.HasAny(Roles.System) });
}
