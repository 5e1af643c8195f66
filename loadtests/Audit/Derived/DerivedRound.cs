using System.Diagnostics;
using System.Text.Json;
using AfterSales.LoadTests.Audit.Folding;
using AfterSales.LoadTests.Audit.Log;
using AfterSales.Policies;

namespace AfterSales.LoadTests.Audit.Derived;

/// <summary>
/// Reads the log and everything derived from it in the database as of one moment, then looks again at what differs until it agrees or patience ends: time
/// goes on doing things to cases, and what follows a row follows a little later.
/// </summary>
internal sealed class DerivedRound(ImmutableArray<IDerivedCheck> checks, AuditSettings settings) : IAuditCheck
{
    /// <summary>More than time does to cases in a moment: looking again at all of these would take long and change nothing.</summary>
    private const int MostLookedAtAgain = 20_000;

    public string Name => "log, read model, orders and agents";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        var pass = new LogPass(context.Database!, context.Log);
        context.Log.Budget = await Budget(context);
        await context.Database!.Freeze(cancellation);
        await pass.Read(context.Ledger, cancellation);
        var suspicions = await Compare(context, StreamScope.Everything, cancellation);
        await context.Database.Thaw(cancellation);
        var started = Stopwatch.GetTimestamp();
        while (suspicions.Count is > 0 and <= MostLookedAtAgain && Stopwatch.GetElapsedTime(started) < settings.SettleWithin)
        {
            await Task.Delay(settings.LookAgainAfter, TimeProvider.System, cancellation);
            var streams = suspicions.SelectMany(suspicion => suspicion.Streams).ToHashSet();
            await context.Database.Freeze(cancellation);
            await pass.Refresh(streams, cancellation);
            suspicions = await Compare(context, new StreamScope(streams), cancellation);
            await context.Database.Thaw(cancellation);
        }

        foreach (var suspicion in suspicions)
        {
            context.Found(suspicion.Kind, suspicion.What);
        }
    }

    private static async Task<BudgetLimits?> Budget(AuditContext context)
    {
        var answer = await context.Api.Get($"/v1/policies/{PolicyNames.SelfService}");
        return answer.Succeeded && answer.Body.GetProperty("policy").TryGetProperty("smallAmount", out var budget) && budget.ValueKind == JsonValueKind.Object
            ? new BudgetLimits(
                answer.Body.GetProperty("version").GetInt32(), budget.GetProperty("currency").GetString()!, budget.GetProperty("perCase").GetInt64(),
                budget.GetProperty("perDay").GetInt64(), budget.GetProperty("maxCases").GetInt32(), budget.GetProperty("maxCasesDays").GetInt32())
            : null;
    }

    private async Task<List<Suspicion>> Compare(AuditContext context, StreamScope scope, CancellationToken cancellation)
    {
        var found = new List<Suspicion>();
        foreach (var check in checks)
        {
            await foreach (var suspicion in check.Compare(context, scope, cancellation))
            {
                found.Add(suspicion);
            }
        }

        return found;
    }
}
