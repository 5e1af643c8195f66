using System.Collections.Immutable;
using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Workload;

namespace AfterSales.Tests.LoadTests.Audit.Support;

/// <summary>Audits as tests want them: patient with what is intact, quick with what is broken on purpose.</summary>
internal static class Audits
{
    private static readonly AuditSettings Quick = new()
    {
        QuietWithin = TimeSpan.FromSeconds(3),
        StuckAfter = TimeSpan.FromSeconds(2),
        SettleWithin = TimeSpan.FromMilliseconds(200),
        LookAgainAfter = TimeSpan.FromMilliseconds(100),
        ClaimsDoubtfulAfter = TimeSpan.Zero,
    };

    private static readonly AuditSettings Patient = new() { LookAgainAfter = TimeSpan.FromMilliseconds(100) };

    /// <summary>Of a system that should be whole.</summary>
    public static Task<AuditVerdict> OfIntact(HostedSystem system, TestShop shop) =>
        Auditor.Run(shop.Plan, Fleet(shop.Journal.Path), system, _ => { }, Patient, TestContext.Current.CancellationToken);

    /// <summary>Of a system that is known to be at rest, or will never be.</summary>
    public static Task<AuditVerdict> OfBroken(HostedSystem system, TestShop shop) => OfBroken(system, shop.Plan, shop.Journal.Path);

    public static Task<AuditVerdict> OfBroken(HostedSystem system, PeakPlan plan, string journals, params ImmutableArray<DriverResult> counted) =>
        Auditor.Run(plan, Fleet(journals, counted), system, _ => { }, Quick, TestContext.Current.CancellationToken);

    private static FleetResult Fleet(string journals, params ImmutableArray<DriverResult> counted) => new(DateTimeOffset.UnixEpoch, journals, counted);

    public static string Tell(AuditVerdict verdict) => string.Join(
        '\n',
        [.. verdict.Faults.Where(fault => fault.Value > 0).Select(fault => $"{fault.Key}: {fault.Value}"), .. verdict.Findings.Select(finding => $"  {finding.Kind}: {finding.What}")]);

    public static void Passes(AuditVerdict verdict) => Assert.True(verdict.Passed, Tell(verdict));

    /// <summary>These kinds were found, and no others.</summary>
    public static void Finds(AuditVerdict verdict, params string[] kinds)
    {
        var found = verdict.Faults.Where(fault => fault.Value > 0).Select(fault => fault.Key).Order(StringComparer.Ordinal).ToArray();
        Assert.True(kinds.Order(StringComparer.Ordinal).SequenceEqual(found), $"expected {string.Join(", ", kinds)}\n{Tell(verdict)}");
    }
}
