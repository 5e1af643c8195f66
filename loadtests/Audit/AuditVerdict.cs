namespace AfterSales.LoadTests.Audit;

/// <summary>What the auditor found. Everything but <see cref="Looked"/> must be zero.</summary>
internal sealed record AuditVerdict
{
    /// <summary>How much was compared, by name: acknowledged commands, rows of the log, cases, agents, webhooks, ... A zero here proves nothing.</summary>
    public ImmutableSortedDictionary<string, long> Looked { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Faults by kind: every kind of <see cref="AuditKinds"/> is present, zero or not.</summary>
    public ImmutableSortedDictionary<string, long> Faults { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>The first few of each kind, in words.</summary>
    public ImmutableArray<AuditFinding> Findings { get; init; } = [];

    public bool Passed => Faults.Values.All(count => count == 0);
}

internal sealed record AuditFinding(string Kind, string What);

internal static class AuditKinds
{
    /// <summary>Acknowledged, and not there (log, actor, read model, webhook).</summary>
    public const string Lost = "lost";

    /// <summary>There more than once.</summary>
    public const string Doubled = "doubled";

    /// <summary>Not in the order acknowledged: versions, times or sequences go back.</summary>
    public const string Reordered = "reordered";

    /// <summary>An agent holds more than his units allow, or a customer or order more than it has.</summary>
    public const string OverCapacity = "over-capacity";

    /// <summary>A clock or deadline is past its time and neither fired nor withdrawn.</summary>
    public const string Unfired = "unfired";

    /// <summary>One side of a command is there, the other is not: a claim without a case, units without an assignment, a row with a gap before it.</summary>
    public const string Half = "half";

    /// <summary>Refused by the contract, and there all the same.</summary>
    public const string Phantom = "phantom";

    /// <summary>What is derived differs from the log after everything was quiet: read model, queues, actors' views.</summary>
    public const string Different = "different";

    public static ImmutableArray<string> All { get; } = [Lost, Doubled, Reordered, OverCapacity, Unfired, Half, Phantom, Different];
}
