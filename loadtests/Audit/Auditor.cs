using AfterSales.LoadTests.Audit.Api;
using AfterSales.LoadTests.Audit.Journals;
using AfterSales.LoadTests.Audit.Log;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Audit;

/// <summary>Compares what callers were told with what is there.</summary>
internal static class Auditor
{
    /// <param name="plan">What was driven.</param>
    /// <param name="fleet">The journals of all drivers, and what they counted.</param>
    /// <param name="system">Still running; nobody drives it any more.</param>
    /// <param name="progress">Told in a few words what is compared now.</param>
    /// <param name="cancellation">Ends the audit without a verdict.</param>
    public static Task<AuditVerdict> Run(PeakPlan plan, FleetResult fleet, LoadedSystem system, Action<string> progress, CancellationToken cancellation) =>
        Run(plan, fleet, system, progress, new AuditSettings(), cancellation);

    internal static async Task<AuditVerdict> Run(
        PeakPlan plan, FleetResult fleet, LoadedSystem system, Action<string> progress, AuditSettings settings, CancellationToken cancellation)
    {
        var ledger = new AuditLedger();
        using var api = await AuditApi.Connect(system, ledger, cancellation);
        await using var database = system.ConnectionString is { } server ? await AuditDatabase.Open(server, cancellation) : null;
        var context = new AuditContext(plan, system, api, ledger, new JournalCases()) { Database = database, Counted = fleet.Drivers };
        if (database is null)
        {
            ledger.Looked(AuditNames.NotLooked + "log, read model, queues, agents, deadlines, webhooks and notifications (no connection to the database)", 0);
        }

        progress("journals");
        var replays = new Reservoir<JournalEntry>(settings.Replays, plan.Seed);
        await ReadJournals(context, fleet.Journals, replays, cancellation);
        foreach (var check in AuditChecks.Of(context, settings, [.. replays.Kept.Distinct()]))
        {
            cancellation.ThrowIfCancellationRequested();
            progress(check.Name);
            await check.Run(context, cancellation);
        }

        return ledger.Verdict();
    }

    private static async Task ReadJournals(AuditContext context, string folder, Reservoir<JournalEntry> replays, CancellationToken cancellation)
    {
        var entries = Offered(JournalFiles.Read(folder), replays);
        if (context.Database is { } database)
        {
            await new JournalTable(database.Connection).Fill(entries, context.Journal, cancellation);
            return;
        }

        foreach (var entry in entries)
        {
            context.Journal.Add(entry);
        }

        context.Looked(AuditNames.Acknowledged, context.Journal.Acknowledged);
    }

    private static IEnumerable<JournalEntry> Offered(IEnumerable<JournalEntry> entries, Reservoir<JournalEntry> replays)
    {
        foreach (var entry in entries)
        {
            if (entry is { Outcome: CommandOutcome.Acknowledged, Ticket: not null, Version: not null } && entry.Action != AuditActions.Order)
            {
                replays.Offer(entry);
            }

            yield return entry;
        }
    }
}
