using AfterSales.LoadTests.Audit.Api;
using AfterSales.LoadTests.Audit.Folding;
using AfterSales.LoadTests.Audit.Journals;
using AfterSales.LoadTests.Audit.Log;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Audit;

/// <summary>What every check may use.</summary>
internal sealed class AuditContext(PeakPlan plan, LoadedSystem system, AuditApi api, AuditLedger ledger, JournalCases journal)
{
    public PeakPlan Plan => plan;

    public LoadedSystem System => system;

    public AuditApi Api => api;

    public AuditLedger Ledger => ledger;

    /// <summary>What callers know of each case.</summary>
    public JournalCases Journal => journal;

    /// <summary>What the drivers counted themselves; empty when they are not at hand.</summary>
    public ImmutableArray<DriverResult> Counted { get; init; } = [];

    /// <summary>Null for a system whose database cannot be reached from here.</summary>
    public AuditDatabase? Database { get; init; }

    /// <summary>The log, folded; empty without a database.</summary>
    public LogState Log { get; } = new();

    public void Looked(string what, long count = 1) => ledger.Looked(what, count);

    public void Found(string kind, string what, long count = 1) => ledger.Found(kind, what, count);
}
