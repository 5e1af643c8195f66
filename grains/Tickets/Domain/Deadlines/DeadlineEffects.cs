using AfterSales.Deadlines;
using static AfterSales.Tickets.TicketStep;

namespace AfterSales.Tickets;

/// <summary>What silence may decide where. The validator of the policy, the graph and the outcome read the same lines. Pure.</summary>
internal static class DeadlineEffects
{
    /// <summary>Whether a rule may name the effect for the step.</summary>
    public static bool MayStand(DeadlineEffect effect, TicketStep step) => effect switch
    {
        DeadlineEffect.Approve => step == UnderReview,
        DeadlineEffect.Close => step is AwaitingCustomer or CounterOffered or AwaitingReturn or TicketStep.Rejected,
        DeadlineEffect.TakeAsReceived => step == AwaitingInspection,
        DeadlineEffect.Complete => step is ReplacementInTransit or ReturningGoods or TicketStep.Resolved,
        DeadlineEffect.SendBack => step == TicketStep.Rejected,
        DeadlineEffect.AskCarrier => step is ReturnInTransit or ReplacementInTransit or ReturningGoods,
        _ => HasDeadline(step),
    };

    /// <summary>Whether anybody can be awaited in the step: a closed case may still owe its goods.</summary>
    public static bool HasDeadline(TicketStep step) => step is not (Completed or TicketStep.Cancelled);

    public static bool Escalates(DeadlineEffect effect) =>
        effect is DeadlineEffect.Escalate or DeadlineEffect.AskCarrier or DeadlineEffect.BreachAndEscalate;

    /// <summary>
    /// What silence decides in this very case: what was wanted, or an escalation where that cannot be. The customer's goods are here: never closed. Money:
    /// never taken as paid.
    /// </summary>
    public static DeadlineEffect Possible(DeadlineEffect wanted, TicketState state)
    {
        if (!MayStand(wanted, state.Step))
        {
            return DeadlineEffect.Escalate;
        }

        return wanted switch
        {
            DeadlineEffect.Approve => OrEscalate(wanted, CanApprove(state)),
            DeadlineEffect.Close => OrEscalate(wanted, !state.HoldsGoods),
            DeadlineEffect.SendBack => state.OwesGoodsBack ? wanted : DeadlineEffect.Close,
            DeadlineEffect.TakeAsReceived => OrEscalate(wanted, TicketPaths.AfterReceipt(state.Kind) != AwaitingInspection),
            DeadlineEffect.Complete => OrEscalate(wanted, state.Step == TicketStep.Resolved || (state.DeliveredAt is not null && !state.OwesGoodsBack)),
            _ => wanted,
        };
    }

    private static DeadlineEffect OrEscalate(DeadlineEffect wanted, bool possible) => possible ? wanted : DeadlineEffect.Escalate;

    /// <summary>
    /// A dialogue has nothing to approve, and a refund needs an amount. What comes after a refund nobody asked for by an amount, and what the warehouse
    /// contested somebody has to look at.
    /// </summary>
    private static bool CanApprove(TicketState state) =>
        state is { IsGoodsKind: true, RefundedAmount: 0, Receipt: null or { AsPromised: true } }
        && (!TicketPaths.Refunds(state.Kind)
            || (state.Claim is { } claim && MoneyRules.Refuse(state, state.Kind, claim with { Amount = state.Asked }, state.Ceiling) is null));
}
