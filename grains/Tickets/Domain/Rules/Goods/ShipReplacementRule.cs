namespace AfterSales.Tickets;

/// <summary>The replacement, or what was missing, is on its way.</summary>
internal sealed class ShipReplacementRule() : TicketRule<ShipReplacement>("ship-replacement")
{
    protected override Failure? Check(TicketState state, ShipReplacement command, DecisionContext context) =>
        new FieldCheck().Parcel(command.Carrier, command.TrackingNumber).Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, ShipReplacement command, DecisionContext context) =>
        Events(new ReplacementShipped(command.Carrier, command.TrackingNumber) { To = TicketStep.ReplacementInTransit });
}
