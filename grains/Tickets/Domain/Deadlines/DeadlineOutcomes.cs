using AfterSales.Deadlines;

namespace AfterSales.Tickets;

/// <summary>The one event by which silence takes effect. Pure.</summary>
internal static class DeadlineOutcomes
{
    /// <param name="effect">Possible in this case (<see cref="DeadlineEffects.Possible"/>).</param>
    /// <param name="deadline">The deadline that passed.</param>
    /// <param name="state">The case.</param>
    /// <param name="context">Of the row.</param>
    public static TicketEvent Of(DeadlineEffect effect, TicketDeadline deadline, TicketState state, DecisionContext context) => effect switch
    {
        DeadlineEffect.Approve => Approval(deadline, state, context),
        DeadlineEffect.Close => new ClosedBySilence { To = TicketStep.Closed },
        DeadlineEffect.TakeAsReceived => Receipt(state),
        DeadlineEffect.Complete when state.Step == TicketStep.Resolved => new ResolutionConfirmed { To = TicketStep.Completed, Silent = true },
        DeadlineEffect.Complete => new DeliveryConfirmed
        {
            To = state.Step == TicketStep.ReturningGoods ? TicketStep.Closed : TicketStep.Completed,
            Silent = true,
        },
        DeadlineEffect.SendBack => new SendBackDecided { To = TicketStep.ReturningGoods },
        _ => new CaseEscalated(deadline.Rule),
    };

    private static Approved Approval(TicketDeadline deadline, TicketState state, DecisionContext context)
    {
        var next = TicketPaths.AfterApproval(state.Kind, state.GoodsHere);
        return new Approved(DecisionRules.SilenceApproval, deadline.PolicyVersion, MoneyRules.OrAsked(state, state.Kind, null))
        {
            To = next,
            ReturnAddress = MoneyRules.ReturnAddress(next, context),
        };
    }

    /// <summary>Everything came back undamaged, as far as anybody said; nobody looked, so nothing of it counts as fit to be sold again.</summary>
    private static ReceiptConfirmed Receipt(TicketState state) =>
        new([.. state.Lines.Select(line => new ReceivedLine(line.LineId, line.Quantity, Damaged: 0, Resellable: 0))], AsPromised: true)
        {
            To = TicketPaths.AfterReceipt(state.Kind),
            Silent = true,
        };
}
