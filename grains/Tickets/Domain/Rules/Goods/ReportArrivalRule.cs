namespace AfterSales.Tickets;

/// <summary>The return is at the warehouse.</summary>
internal sealed class ReportArrivalRule() : TicketRule<ReportArrival>("report-arrival")
{
    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, ReportArrival command, DecisionContext context) =>
        Events(new ReturnArrived { To = TicketStep.AwaitingInspection });
}
