namespace AfterSales.Tickets;

/// <summary>The repaired goods go back to the customer.</summary>
internal sealed class FinishRepairRule() : TicketRule<FinishRepair>("finish-repair")
{
    protected override Failure? Check(TicketState state, FinishRepair command, DecisionContext context) =>
        new FieldCheck().Text(command.Report, "/report").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, FinishRepair command, DecisionContext context) =>
        Events(new RepairFinished { To = TicketStep.ReplacementInTransit, Personal = PersonalTexts.Of(command.Report) });
}
