namespace AfterSales.Tickets;

/// <summary>The carrier delivered to the customer. A report without a time that repeats one changes nothing; a time corrects the one before.</summary>
internal sealed class ReportDeliveryRule() : TicketRule<ReportDelivery>("report-delivery")
{
    protected override Failure? Check(TicketState state, ReportDelivery command, DecisionContext context) =>
        new FieldCheck()
            .That(command.At is not { } at || at <= context.Now, "/at", "must not be in the future")
            .That(command.At is not { } since || since >= state.StepSince, "/at", "must not be before the goods were sent")
            .Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, ReportDelivery command, DecisionContext context)
    {
        var known = state.DeliveredAt is { } delivered && (command.At is null || command.At == delivered);
        return known ? Events(new Unchanged()) : Events(new DeliveryReported((command.At ?? context.Now).ToUniversalTime()));
    }
}
