using AfterSales.Policies;

namespace AfterSales.Customers.Domain;

/// <summary>
/// The small-amount budget (domain.md section 4): so much a case, so much a business day, so many cases in so many days, and none after a case
/// refused for abuse. The days of cases and abuse are spans back from now, not calendar days.
/// </summary>
internal static class BudgetRule
{
    /// <param name="state">What was taken before.</param>
    /// <param name="budget">The rule; null when it is switched off.</param>
    /// <param name="amount">What the case asks for.</param>
    /// <param name="history">The customer's cases; null when they cannot be known now, which grants nothing.</param>
    /// <param name="now">Business time.</param>
    public static bool Allows(CustomerState state, SmallAmountBudget? budget, Money amount, CaseHistory? history, DateTimeOffset now) =>
        budget is not null
        && history is not null
        && amount.Currency == budget.Currency
        && amount.Amount > 0
        && amount.Amount <= budget.PerCase
        && amount.Amount <= budget.PerDay - state.UsedOn(BusinessDay.Of(now), budget.Currency)
        && state.CasesSince(now.AddDays(-budget.MaxCasesDays)) < budget.MaxCases
        && history.RejectedForAbuse(now.AddDays(-budget.AbuseBarDays)) == 0;
}
