using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Webhooks;

/// <summary>
/// Ends what a receiver that stays away would let grow without bound: while an endpoint is spared one probe in minutes goes out, so that no schedule comes to its
/// end. What waits longer than the whole schedule is dead, and an endpoint without any success for days is disabled.
/// </summary>
internal sealed partial class GivingUp(WebhookDb db, WebhookMetrics metrics, IOptions<WebhookOptions> options, ILogger<GivingUp> logger)
{
    private const int StepRows = 500;

    private const string Old =
        """
        select ticket_id, sequence from webhook_delivery
        where endpoint_id = $1 and status = 0 and created_at < $2 and pending_since < $2 order by created_at, ticket_id, sequence limit $3
        """;

    private const string Kill =
        """
        update webhook_delivery d
        set status = 2, finished_at = $5, last_error = case when d.attempts = 0 then $6 else d.last_error end
        from unnest($2, $3) o (ticket_id, sequence)
        where d.endpoint_id = $1 and d.ticket_id = o.ticket_id and d.sequence = o.sequence and d.status = 0 and d.pending_since < $4
        """;

    // With something that waits: one that nothing was sent to for days may be well.
    private const string Failing =
        """
        update webhook_endpoint e set enabled = false, disabled_why = 'failing', version = version + 1, updated_at = $1, updated_by = 'aftersales'
        where enabled and removed_at is null and open_until is not null and failing_since < $2
            and exists (select 1 from webhook_track t where t.endpoint_id = e.id and t.head is not null)
        returning id
        """;

    private readonly TimeSpan _schedule = options.Value.Schedule.Whole;

    public async Task DisableFailing(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddDays(-options.Value.FailingDays);
        foreach (var endpoint in await db.Read(db.Command(Failing, WebhookDb.Of(now), WebhookDb.Of(since)), row => row.GetGuid(0), cancellationToken))
        {
            LogDisabled(logger, endpoint, options.Value.FailingDays);
        }
    }

    /// <summary>Answers the full steps that it took.</summary>
    public async Task<int> Run(KeptEndpoint endpoint, DateTimeOffset now, int steps, CancellationToken cancellationToken)
    {
        var before = endpoint.Enabled ? now - _schedule : now.AddDays(-options.Value.WaitingDays);
        if (endpoint.Enabled && (!endpoint.Spared || endpoint.EnabledAt > before))
        {
            // One that takes deliveries comes to the end of every schedule by itself; and what waited while it was disabled has its time from then on.
            return 0;
        }

        for (var used = 0; used < steps; used++)
        {
            if (await Step(endpoint.Id, before, now, cancellationToken) < StepRows)
            {
                return used;
            }
        }

        return Math.Max(steps, 0);
    }

    private async Task<int> Step(Guid endpoint, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = await db.Read(
            db.Command(Old, WebhookDb.Of(endpoint), WebhookDb.Of(before), WebhookDb.Of(StepRows)), row => (Ticket: row.GetGuid(0), Sequence: row.GetInt64(1)), cancellationToken);
        if (old.Count == 0)
        {
            return 0;
        }

        Guid[] tickets = [.. old.Select(row => row.Ticket).Distinct()];
        await using var batch = db.Batch();
        batch.BatchCommands.Add(Tracks.Lock(endpoint, tickets));
        var kill = new NpgsqlBatchCommand(Kill)
        {
            Parameters =
            {
                WebhookDb.Of(endpoint), WebhookDb.Of(old.Select(row => row.Ticket).ToArray()),
                new NpgsqlParameter<long[]> { TypedValue = [.. old.Select(row => row.Sequence)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                WebhookDb.Of(before), WebhookDb.Of(now), WebhookDb.Of(AttemptErrors.Expired),
            },
        };
        batch.BatchCommands.Add(kill);
        batch.BatchCommands.Add(Tracks.Rehead(endpoint, tickets, now));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        metrics.Died((int)kill.Rows);
        LogGivenUp(logger, endpoint, (int)kill.Rows);
        return old.Count;
    }

    [LoggerMessage(1415, LogLevel.Warning, "Webhook endpoint {Endpoint} had no success for {Days} days and is disabled")]
    private static partial void LogDisabled(ILogger logger, Guid endpoint, int days);

    [LoggerMessage(1416, LogLevel.Warning, "{Deliveries} deliveries waited too long for webhook endpoint {Endpoint}; they are dead")]
    private static partial void LogGivenUp(ILogger logger, Guid endpoint, int deliveries);
}
