namespace AfterSales.Tickets;

/// <summary>Rejected goods that are here go back to the customer.</summary>
internal sealed class ShipBackRule() : TicketRule<ShipBack>("ship-back")
{
    protected override Failure? Check(TicketState state, ShipBack command, DecisionContext context) =>
        new FieldCheck().Parcel(command.Carrier, command.TrackingNumber).Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, ShipBack command, DecisionContext context) =>
        Events(new GoodsShippedBack(command.Carrier, command.TrackingNumber) { To = TicketStep.ReturningGoods });
}
