using AfterSales.LoadTests.Audit.Derived;

namespace AfterSales.LoadTests.Audit.Api;

/// <summary>Every queue's own count of what waits equals the read model's, which was compared with the log.</summary>
internal sealed class QueueCheck(AuditSettings settings) : IAuditCheck
{
    private const string Waiting = "select count(*) from ticket_view where waits and queue = $1";

    public string Name => "queues";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        var queues = (await context.Api.Get("/v1/queues")).Body.GetProperty("items").EnumerateArray().Select(queue => queue.GetProperty("id").GetString()!).ToList();
        context.Looked(AuditNames.Queues, queues.Count);
        // One after the other: the database is asked beside each.
        await AskAgain.Of(context, settings with { Parallel = 1 }, queues, queue => Ask(context, queue, cancellation), cancellation);
    }

    private static async Task<Suspicion?> Ask(AuditContext context, string queue, CancellationToken cancellation)
    {
        var stats = await context.Api.Get($"/v1/queues/{queue}/stats");
        var waiting = stats.Body.GetProperty("waiting").GetInt64();
        var stored = await context.Database!.Value<long>(Waiting, cancellation, queue);
        return stored == waiting ? null : new Suspicion(AuditKinds.Different, $"queue {queue} counts {waiting} waiting cases, the log {stored}");
    }
}
