namespace AfterSales.Policies;

/// <summary>Limits of people's decisions and of going back on them (domain.md section 2). Policy name <c>review</c>.</summary>
public sealed record ReviewPolicy
{
    /// <summary>Largest amount an agent approves, in minor units by currency; leads have no limit.</summary>
    public ImmutableDictionary<string, long> ApprovalLimits { get; init; } =
        new Dictionary<string, long> { ["CNY"] = 200_000, ["GBP"] = 20_000, ["EUR"] = 20_000, ["USD"] = 20_000 }.ToImmutableDictionary();

    /// <summary>The limit in any other currency, in minor units.</summary>
    public long DefaultApprovalLimit { get; init; } = 20_000;

    public int ReopenDays { get; init; } = 7;

    public int DisputeDays { get; init; } = 7;

    public int MaxTags { get; init; } = 20;
}
