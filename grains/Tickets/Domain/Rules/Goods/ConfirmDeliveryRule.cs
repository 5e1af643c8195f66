namespace AfterSales.Tickets;

/// <summary>The customer has the goods, or stayed silent: a replacement completes the case, rejected goods close it.</summary>
internal sealed class ConfirmDeliveryRule() : TicketRule<ConfirmDelivery>("confirm-delivery")
{
    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, ConfirmDelivery command, DecisionContext context) =>
        Events(new DeliveryConfirmed
        {
            To = state.Step == TicketStep.ReturningGoods ? TicketStep.Closed : TicketStep.Completed,
            Silent = context.Caller.HasAny(Roles.System),
        });
}
