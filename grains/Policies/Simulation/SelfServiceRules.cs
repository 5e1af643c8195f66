using AfterSales.Orders;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>Which self-service rule applies to a case, in order; the first wins (domain.md section 4). Pure; the budget is asked only when nothing else applies.</summary>
public static class SelfServiceRules
{
    /// <param name="policy">The policy.</param>
    /// <param name="kind">Kind of the case.</param>
    /// <param name="progress">How far the order is; null without an order.</param>
    /// <param name="noReasonReturn">As the order's claim says.</param>
    /// <param name="windowOverridden">A person accepted it outside its window: a person decides it, too.</param>
    /// <param name="hasBudget">Asks whether the small-amount budget grants this case; called at most once.</param>
    /// <returns>A name of <see cref="SelfServiceRuleNames"/>; null when a person decides.</returns>
    public static string? First(
        SelfServicePolicy policy, TicketKind kind, OrderProgress? progress, bool noReasonReturn, bool windowOverridden, Func<bool> hasBudget)
    {
        if (policy.RefundNotShipped && kind == TicketKind.RefundOnly && progress == OrderProgress.NotShipped)
        {
            return SelfServiceRuleNames.NotShipped;
        }

        if (windowOverridden)
        {
            return null;
        }

        if (policy.ApproveNoReasonReturn && kind == TicketKind.ReturnRefund && noReasonReturn)
        {
            return SelfServiceRuleNames.NoReasonReturn;
        }

        return MayUseBudget(policy, kind) && hasBudget() ? SelfServiceRuleNames.SmallAmount : null;
    }

    /// <summary>A small amount is refunded without a return, so only to who asked for a refund without one.</summary>
    public static bool MayUseBudget(SelfServicePolicy policy, TicketKind kind) => policy.SmallAmount is not null && kind == TicketKind.RefundOnly;
}
