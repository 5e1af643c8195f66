namespace AfterSales.Tickets;

/// <summary>What every rule that grants or records money has in common. All amounts are in the currency of the claim.</summary>
internal static class MoneyRules
{
    /// <summary>
    /// Null, or why this amount cannot be granted. Kinds that refund nothing take no amount; otherwise it is positive (zero only where nothing
    /// is left, e.g. free goods), in the claim's currency, and at most <paramref name="ceiling"/>.
    /// </summary>
    public static Failure? Refuse(TicketState state, TicketKind kind, Money? amount, long ceiling, string pointer = "/amount")
    {
        if (amount is not { } money)
        {
            return null;
        }

        if (!TicketPaths.Refunds(kind) || state.Claim is not { } claim)
        {
            return Failures.Invalid(pointer, $"a {kind} case refunds nothing");
        }

        if (money.Currency != claim.Currency)
        {
            return Failures.CurrencyMismatch(pointer, money, claim.Currency);
        }

        if (money.Amount < 0 || (money.Amount == 0 && ceiling > 0))
        {
            return Failures.Invalid(pointer, "must be more than 0");
        }

        return money.Amount > ceiling ? Failures.AmountExceeded(pointer, claim with { Amount = ceiling }) : null;
    }

    /// <summary>The amount to grant when none was named; null for kinds that refund nothing.</summary>
    public static Money? OrAsked(TicketState state, TicketKind kind, Money? amount) =>
        TicketPaths.Refunds(kind) ? amount ?? state.Claim!.Value with { Amount = state.Asked } : null;

    /// <summary>Agents grant up to a policy amount, leads without limit (domain.md section 2).</summary>
    public static Failure? RefuseAboveLimit(Money? amount, DecisionContext context)
    {
        if (amount is not { } money || context.Caller.HasAny(Roles.Lead))
        {
            return null;
        }

        var limit = Limit(money.Currency, context);
        return money.Amount <= limit
            ? null
            : new Failure(FailureCodes.PolicyRefused, $"Above {limit} {money.Currency} (minor units) a lead must decide.");
    }

    /// <summary>Whether what is asked for is within what an agent may approve; always so for kinds that refund nothing.</summary>
    public static bool IsAskedWithinLimit(TicketState state, DecisionContext context) =>
        !TicketPaths.Refunds(state.Kind) || (state.Claim is { } claim && state.Asked <= Limit(claim.Currency, context));

    /// <summary>Where the goods go, when the next step is to send them.</summary>
    public static string? ReturnAddress(TicketStep next, DecisionContext context) =>
        next == TicketStep.AwaitingReturn ? context.Policies.SelfService.Policy.ReturnAddress : null;

    private static long Limit(string currency, DecisionContext context)
    {
        var policy = context.Policies.Review.Policy;
        return policy.ApprovalLimits.GetValueOrDefault(currency, policy.DefaultApprovalLimit);
    }
}
