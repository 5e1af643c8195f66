namespace AfterSales.Tickets;

/// <summary>The customer has handed the goods to a carrier.</summary>
internal sealed class ShipReturnRule() : TicketRule<ShipReturn>("ship-return")
{
    protected override Failure? Check(TicketState state, ShipReturn command, DecisionContext context) =>
        new FieldCheck().Parcel(command.Carrier, command.TrackingNumber).Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, ShipReturn command, DecisionContext context) =>
        Events(new ReturnShipped(command.Carrier, command.TrackingNumber) { To = TicketStep.ReturnInTransit });
}
