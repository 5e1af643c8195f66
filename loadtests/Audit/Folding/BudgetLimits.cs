namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>The small-amount budget of one version of the policy <c>self-service</c> (docs/domain.md section 4).</summary>
internal sealed record BudgetLimits(int Version, string Currency, long PerCase, long PerDay, int MaxCases, int MaxCasesDays);

/// <summary>One taking from a customer's budget.</summary>
/// <param name="Day">As stored: the business day it counts for.</param>
internal readonly record struct BudgetTaking(DateTime At, string Day, long Amount, string Currency);
