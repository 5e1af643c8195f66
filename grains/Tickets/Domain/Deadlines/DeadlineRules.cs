using AfterSales.Policies;

namespace AfterSales.Tickets;

/// <summary>Which rule of the deadline policy a case is under. Pure.</summary>
internal static class DeadlineRules
{
    /// <summary>The first rule that matches; null when nobody is awaited, or the policy has no rule for it.</summary>
    public static DeadlineRule? Find(TicketState state, DecisionContext context)
    {
        if (state.IsTerminal && !state.OwesGoodsBack)
        {
            return null;
        }

        foreach (var rule in context.Policies.Deadlines.Policy.Rules.OrEmpty())
        {
            if (Matches(rule, state, context))
            {
                return rule;
            }
        }

        return null;
    }

    private static bool Matches(DeadlineRule rule, TicketState state, DecisionContext context) =>
        rule.Steps.OrEmpty().Contains(state.Step)
        && (rule.Kinds.IsDefaultOrEmpty || rule.Kinds.Contains(state.Kind))
        && (rule.GoodsHere is not { } here || here == state.HoldsGoods)
        && (!rule.AfterDelivery || (state.DeliveredAt is not null && !state.OwesGoodsBack))
        && (!rule.WithinApprovalLimit || MoneyRules.IsAskedWithinLimit(state, context));
}
