namespace AfterSales.Policies;

/// <summary>What is decided at submit without a person (domain.md section 4). Policy name <c>self-service</c>.</summary>
public sealed record SelfServicePolicy
{
    /// <summary>An order not shipped is refunded at once.</summary>
    public bool RefundNotShipped { get; init; } = true;

    /// <summary>An unopened return within the no-reason window is approved at once.</summary>
    public bool ApproveNoReasonReturn { get; init; } = true;

    /// <summary>Refund without return for small amounts; null switches the rule off.</summary>
    public SmallAmountBudget? SmallAmount { get; init; } = new();

    /// <summary>Where approved returns are sent.</summary>
    public string ReturnAddress { get; init; } = "AfterSales returns, 1 Warehouse Road";
}

/// <summary>Amounts in minor units of <see cref="Currency"/>; other currencies never match.</summary>
public sealed record SmallAmountBudget
{
    public string Currency { get; init; } = "CNY";

    public long PerCase { get; init; } = 2_000;

    public long PerDay { get; init; } = 5_000;

    public int MaxCases { get; init; } = 3;

    public int MaxCasesDays { get; init; } = 30;

    /// <summary>A case refused for abuse within so many days bars the customer.</summary>
    public int AbuseBarDays { get; init; } = 180;
}
