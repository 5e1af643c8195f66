namespace AfterSales.Tickets;

/// <summary>The workshop begins.</summary>
internal sealed class StartRepairRule() : TicketRule<StartRepair>("start-repair")
{
    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, StartRepair command, DecisionContext context) =>
        Events(new RepairStarted { To = TicketStep.InRepair });
}
