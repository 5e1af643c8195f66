namespace AfterSales.Tickets;

/// <summary>
/// What the warehouse found, for every line. As promised: the case goes on by itself. Less or damaged: an agent decides again, and goods
/// that are here need not be sent a second time. Goods that come for repair are expected to be damaged.
/// </summary>
internal sealed class ConfirmReceiptRule() : TicketRule<ConfirmReceipt>("confirm-receipt")
{
    protected override Failure? Check(TicketState state, ConfirmReceipt command, DecisionContext context)
    {
        var lines = command.Lines.OrEmpty();
        var unknown = lines.FirstOrDefault(line => state.Lines.All(promised => promised.LineId != line.LineId));
        if (unknown is not null)
        {
            return new Failure(FailureCodes.UnknownLine, $"Line {unknown.LineId} is not of this case.");
        }

        var complete = lines.Length == state.Lines.Length && lines.DistinctBy(line => line.LineId).Count() == lines.Length;
        var check = new FieldCheck().That(complete, "/lines", "must name every line of the case once");
        for (var i = 0; i < lines.Length; i++)
        {
            var (line, promised) = (lines[i], state.Lines.First(claimed => claimed.LineId == lines[i].LineId));
            check
                .That(line.Received >= 0 && line.Received <= promised.Quantity, $"/lines/{i}/received", $"must be 0 to {promised.Quantity}")
                .That(line.Damaged >= 0 && line.Damaged <= line.Received, $"/lines/{i}/damaged", "must be 0 to received")
                .That(line.Resellable >= 0 && line.Resellable + line.Damaged <= line.Received, $"/lines/{i}/resellable", "must be 0 to received less damaged");
        }

        return check.Failure;
    }

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, ConfirmReceipt command, DecisionContext context)
    {
        var asPromised = command.Lines.All(line => line.Received == Promised(state, line) && (line.Damaged == 0 || state.Kind == TicketKind.Repair));
        var next = asPromised ? TicketPaths.AfterReceipt(state.Kind) : TicketStep.UnderReview;
        if (state.Step == TicketStep.ReturnInTransit)
        {
            return Events(
                new ReturnArrived { To = TicketStep.AwaitingInspection },
                new ReceiptConfirmed(command.Lines, asPromised) { To = next == TicketStep.AwaitingInspection ? null : next });
        }

        var again = state.Receipt is { } receipt && receipt.Lines.SequenceEqual(command.Lines);
        return again && next == state.Step
            ? Events(new Unchanged())
            : Events(new ReceiptConfirmed(command.Lines, asPromised) { To = next == state.Step ? null : next });
    }

    private static int Promised(TicketState state, ReceivedLine line) => state.Lines.First(promised => promised.LineId == line.LineId).Quantity;
}
