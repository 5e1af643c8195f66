using AfterSales.Customers;
using AfterSales.Orders;
using AfterSales.Policies;

namespace AfterSales.Tickets;

/// <summary>What policy decides at opening without a person, in this order (domain.md section 4).</summary>
internal static class SelfService
{
    public static AutoApproved? Decide(OpenTicket open, Claim claim, CustomerStanding? standing, Versioned<SelfServicePolicy> versioned)
    {
        var policy = versioned.Policy;
        var amount = AmountOf(open, claim);
        if (IsNotShippedRefund(open, claim, policy))
        {
            return new AutoApproved(DecisionRules.NotShipped, versioned.Version, amount) { To = TicketStep.AwaitingRefund };
        }

        if (IsNoReasonReturn(open, claim, policy))
        {
            return new AutoApproved(DecisionRules.NoReasonReturn, versioned.Version, amount)
            {
                To = TicketStep.AwaitingReturn,
                ReturnAddress = policy.ReturnAddress,
            };
        }

        // The budget was taken for this very ticket, under the version that the customer's side names.
        return standing is { BudgetGranted: true } && SmallAmount(open, claim, policy) is not null
            ? new AutoApproved(DecisionRules.SmallAmount, standing.PolicyVersion, amount) { To = TicketStep.AwaitingRefund }
            : null;
    }

    /// <summary>The amount to ask of the customer's budget; null when the rule cannot apply or an earlier one decides.</summary>
    public static Money? SmallAmount(OpenTicket open, Claim claim, SelfServicePolicy policy)
    {
        if (open.Kind != TicketKind.RefundOnly || claim.WindowOverridden || policy.SmallAmount is not { } budget || IsNotShippedRefund(open, claim, policy))
        {
            return null;
        }

        var amount = AmountOf(open, claim);
        return amount.Currency == budget.Currency && amount.Amount > 0 && amount.Amount <= budget.PerCase ? amount : null;
    }

    private static Money AmountOf(OpenTicket open, Claim claim) => open.RequestedAmount ?? claim.Amount;

    private static bool IsNotShippedRefund(OpenTicket open, Claim claim, SelfServicePolicy policy) =>
        policy.RefundNotShipped && open.Kind == TicketKind.RefundOnly && claim.State == OrderProgress.NotShipped;

    private static bool IsNoReasonReturn(OpenTicket open, Claim claim, SelfServicePolicy policy) =>
        policy.ApproveNoReasonReturn && open.Kind == TicketKind.ReturnRefund && claim.NoReasonReturn && !claim.WindowOverridden && open.WindowOverride is null
        && !SaysOpened(open);

    /// <summary>The order often does not know; then the customer's own answer to the questionnaire counts.</summary>
    private static bool SaysOpened(OpenTicket open) => open.Answers is { } answers && answers.TryGetValue("opened", out var answer) && answer == "yes";
}
