using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Webhooks;

/// <summary>Each minute, in the process that sends: clears away what is over, in bounded steps, and measures how old the oldest pending one is.</summary>
internal sealed class WebhookUpkeep(WebhookDb db, WebhookMetrics metrics, IOptions<WebhookOptions> options, TimeProvider time)
{
    private const int StepRows = 1_000;
    private const int MaxSteps = 20;

    private const string Expired =
        """
        delete from webhook_delivery d using (
            select endpoint_id, ticket_id, sequence from webhook_delivery
            where endpoint_id = $1 and created_at < greatest($2, $3)
                and (status = 1 and finished_at < $2 or status = 2 and finished_at < $3)
            order by created_at limit $4) old
        where d.endpoint_id = old.endpoint_id and d.ticket_id = old.ticket_id and d.sequence = old.sequence
        """;

    private const string RemovedDeliveries =
        """
        delete from webhook_delivery d using (select endpoint_id, ticket_id, sequence from webhook_delivery where endpoint_id = $1 limit $2) old
        where d.endpoint_id = old.endpoint_id and d.ticket_id = old.ticket_id and d.sequence = old.sequence
        """;

    private const string RemovedTracks =
        """
        delete from webhook_track t using (select endpoint_id, ticket_id from webhook_track where endpoint_id = $1 limit $2) old
        where t.endpoint_id = old.endpoint_id and t.ticket_id = old.ticket_id
        """;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private long? _ranAt;

    public async Task RunWhenDue(CancellationToken cancellationToken)
    {
        if (_ranAt is not { } at || time.GetElapsedTime(at) >= Period)
        {
            _ranAt = time.GetTimestamp();
            await Run(cancellationToken);
        }
    }

    public async Task Run(CancellationToken cancellationToken)
    {
        await Measure(cancellationToken);
        var endpoints = await db.Read(
            db.Command("select id, removed_at is not null from webhook_endpoint order by id"), row => (Id: row.GetGuid(0), Removed: row.GetBoolean(1)), cancellationToken);
        var now = time.GetUtcNow();
        var steps = MaxSteps;
        foreach (var (id, removed) in endpoints)
        {
            steps -= removed ? await Purge(id, steps, cancellationToken) : await Expire(id, now, steps, cancellationToken);
        }
    }

    private Task<int> Expire(Guid endpoint, DateTimeOffset now, int steps, CancellationToken cancellationToken) => Repeat(
        steps,
        () => db.Command(
            Expired,
            WebhookDb.Of(endpoint),
            WebhookDb.Of(now.AddDays(-options.Value.DeliveredDays)),
            WebhookDb.Of(now.AddDays(-options.Value.DeadDays)),
            WebhookDb.Of(StepRows)),
        cancellationToken);

    private async Task<int> Purge(Guid endpoint, int steps, CancellationToken cancellationToken)
    {
        var used = await Repeat(steps, () => db.Command(RemovedDeliveries, WebhookDb.Of(endpoint), WebhookDb.Of(StepRows)), cancellationToken);
        used += await Repeat(steps - used, () => db.Command(RemovedTracks, WebhookDb.Of(endpoint), WebhookDb.Of(StepRows)), cancellationToken);
        if (used < steps)
        {
            await using var command = db.Command(
                "delete from webhook_endpoint where id = $1 and not exists (select 1 from webhook_track where endpoint_id = $1)", WebhookDb.Of(endpoint));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return used;
    }

    /// <summary>Until a step is not full; answers the full ones.</summary>
    private static async Task<int> Repeat(int steps, Func<NpgsqlCommand> command, CancellationToken cancellationToken)
    {
        for (var used = 0; used < steps; used++)
        {
            await using var step = command();
            if (await step.ExecuteNonQueryAsync(cancellationToken) < StepRows)
            {
                return used;
            }
        }

        return Math.Max(steps, 0);
    }

    private async Task Measure(CancellationToken cancellationToken)
    {
        var oldest = await db.Read(
            db.Command("select created_at from webhook_delivery where status = 0 order by created_at limit 1"),
            row => row.GetFieldValue<DateTimeOffset>(0),
            cancellationToken);
        metrics.Oldest(oldest is [var at] ? time.GetUtcNow() - at : TimeSpan.Zero);
    }
}
