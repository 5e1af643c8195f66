using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Webhooks;

/// <summary>One delivery on its way.</summary>
internal sealed record Delivery(Guid Ticket, long Sequence, int Attempts, string Payload);

/// <summary>One that was sent, and what came of it.</summary>
/// <param name="Endpoint">As it was configured when it was sent.</param>
internal sealed record Answered(DueEndpoint Endpoint, Delivery Delivery, Attempt Attempt);

/// <summary>Takes deliveries out and writes down what became of them.</summary>
internal sealed class DeliveryQueue(WebhookDb db, IOptions<WebhookOptions> options) : IDisposable
{
    /// <summary>Of the one process that sends.</summary>
    public const string LeaseName = "webhook-sender";

    // Claiming walks webhook_track_heads from its begin: it reads as many entries as it returns and those under way, however many wait behind the heads.
    // ClaimPlanTests holds it to that with 100,000 pending: both by their indexes, no sort, fewer than 200 cached pages for eight rows.
    // What is claimed is due again only when its attempt must be over: whatever becomes of the lease, nobody else sends it meanwhile.
    public const string ClaimSql =
        """
        with due as (
            select t.endpoint_id, t.ticket_id from webhook_track t
            where t.endpoint_id = $1 and t.head is not null and t.next_attempt <= $2 and t.ticket_id <> all($3)
                and exists (select 1 from webhook_endpoint where id = $1 and enabled and removed_at is null)
                and exists (select 1 from follower_cursor where name = $5 and lease_owner = $6)
            order by t.next_attempt limit $4 for update of t skip locked),
        taken as (
            update webhook_track t set next_attempt = $7 from due
            where t.endpoint_id = due.endpoint_id and t.ticket_id = due.ticket_id
            returning t.endpoint_id, t.ticket_id, t.head)
        select taken.ticket_id, taken.head, d.attempts, d.payload
        from taken left join webhook_delivery d
            on d.endpoint_id = taken.endpoint_id and d.ticket_id = taken.ticket_id and d.sequence = taken.head and d.status = 0
        """;

    // A delivery that was given up for its age while it was under way, and was taken after all, is delivered.
    public const string FinishSql =
        """
        with done as (
            update webhook_delivery d
            set status = a.status, attempts = d.attempts + 1, last_attempt_at = $5, last_status = a.answer, last_error = a.error, finished_at = $5
            from unnest($2, $3, $4, $6, $7, $8) a (ticket_id, sequence, attempts, status, answer, error)
            where d.endpoint_id = $1 and d.ticket_id = a.ticket_id and d.sequence = a.sequence and d.attempts = a.attempts
                and (d.status = 0 or d.status = 2 and a.status = 1)
            returning d.ticket_id, d.sequence)
        update webhook_track t
        set head = n.sequence, next_attempt = case when n.sequence is null then null when t.head = done.sequence then $5 else t.next_attempt end
        from done cross join lateral (
            select min(sequence) as sequence from webhook_delivery
            where endpoint_id = $1 and ticket_id = done.ticket_id and status = 0 and sequence <> done.sequence) n
        where t.endpoint_id = $1 and t.ticket_id = done.ticket_id
        """;

    private const string Postpone =
        """
        with failed as (
            update webhook_delivery set attempts = attempts + 1, last_attempt_at = $5, last_status = $6, last_error = $7
            where endpoint_id = $1 and ticket_id = $2 and sequence = $3 and status = 0 and attempts = $4
            returning 1)
        update webhook_track t set next_attempt = $8 from failed
        where t.endpoint_id = $1 and t.ticket_id = $2 and t.head = $3
        """;

    // This was no attempt of its schedule: it is still the next one, at the address that the endpoint has then.
    private const string GiveBack =
        """
        with refused as (
            update webhook_delivery set last_attempt_at = $5, last_status = $6, last_error = $7
            where endpoint_id = $1 and ticket_id = $2 and sequence = $3 and status = 0 and attempts = $4
            returning 1)
        update webhook_track t set next_attempt = $5 from refused
        where t.endpoint_id = $1 and t.ticket_id = $2 and t.head = $3
        """;

    // Only at the address that said so: it may be another one by now.
    private const string Disable =
        """
        update webhook_endpoint set enabled = false, disabled_why = 'gone', version = version + 1, updated_at = $2, updated_by = 'aftersales'
        where id = $1 and url = $3 and enabled and removed_at is null
        """;

    /// <summary>Writers at once: what is recorded must not take the read model's connections.</summary>
    private readonly SemaphoreSlim _writers = new(2);

    /// <summary>Nothing for a process that lost the lease without having noticed, nor for an endpoint that was disabled meanwhile.</summary>
    public async Task<List<Delivery>> Claim(
        Guid endpoint, string owner, DateTimeOffset now, Guid[] underWay, int limit, CancellationToken cancellationToken)
    {
        var taken = await db.Read(
            db.Command(
                ClaimSql, WebhookDb.Of(endpoint), WebhookDb.Of(now), WebhookDb.Of(underWay), WebhookDb.Of(limit), WebhookDb.Of(LeaseName), WebhookDb.Of(owner),
                WebhookDb.Of(now + options.Value.ClaimTime)),
            row => new Delivery(row.GetGuid(0), row.GetInt64(1), row.IsDBNull(2) ? 0 : row.GetInt32(2), row.IsDBNull(3) ? "" : row.GetString(3)),
            cancellationToken);
        var missing = taken.Where(delivery => delivery.Payload.Length == 0).Select(delivery => delivery.Ticket).ToArray();
        if (missing.Length > 0)
        {
            // Nobody takes a head away whose row is pending; if it happened all the same, the case goes on with what is there.
            await Heal(endpoint, missing, now, cancellationToken);
        }

        return [.. taken.Where(delivery => delivery.Payload.Length > 0)];
    }

    private async Task Heal(Guid endpoint, Guid[] tickets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.BatchCommands.Add(Tracks.Lock(endpoint, tickets));
        batch.BatchCommands.Add(Tracks.Rehead(endpoint, tickets, now));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Those that are over, in one transaction: delivered, or dead when the attempt failed.</summary>
    /// <param name="over">Of different cases.</param>
    public async Task Finish(Guid endpoint, IReadOnlyList<Answered> over, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Guid[] tickets = [.. over.Select(one => one.Delivery.Ticket)];
        await Write(endpoint, tickets, Finished(endpoint, tickets, over, now), cancellationToken);
    }

    public static NpgsqlBatchCommand Finished(Guid endpoint, Guid[] tickets, IReadOnlyList<Answered> over, DateTimeOffset now) => new(FinishSql)
    {
        Parameters =
        {
            WebhookDb.Of(endpoint),
            WebhookDb.Of(tickets),
            WebhookDb.Of(over.Select(one => one.Delivery.Sequence).ToArray()),
            WebhookDb.Of(over.Select(one => one.Delivery.Attempts).ToArray()),
            WebhookDb.Of(now),
            WebhookDb.Of(over.Select(one => (short)(one.Attempt.Succeeded ? WebhookDeliveryStatus.Delivered : WebhookDeliveryStatus.Dead)).ToArray()),
            WebhookDb.Of(over.Select(one => one.Attempt.Status).ToArray()),
            WebhookDb.Of(over.Select(one => one.Attempt.Error).ToArray()),
        },
    };

    public Task Failed(Guid endpoint, Delivery delivery, Attempt attempt, DateTimeOffset now, DateTimeOffset next, CancellationToken cancellationToken)
    {
        var command = Of(Postpone, endpoint, delivery, now);
        Add(command, attempt).Add(WebhookDb.Of(next));
        return Write(endpoint, [delivery.Ticket], command, cancellationToken);
    }

    public async Task Gone(DueEndpoint endpoint, Delivery delivery, Attempt attempt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Execute(db.Command(Disable, WebhookDb.Of(endpoint.Id), WebhookDb.Of(now), WebhookDb.Of(endpoint.Url.OriginalString)), cancellationToken);
        var command = Of(GiveBack, endpoint.Id, delivery, now);
        Add(command, attempt);
        await Write(endpoint.Id, [delivery.Ticket], command, cancellationToken);
    }

    public Task Keep(Guid endpoint, Circuit circuit, CancellationToken cancellationToken) => Execute(
        db.Command(
            "update webhook_endpoint set open_until = $2, open_seconds = $3, failing_since = $4 where id = $1",
            WebhookDb.Of(endpoint), Time(circuit.OpenUntil), WebhookDb.Of((int)circuit.OpenFor.TotalSeconds), Time(circuit.FailingSince)),
        cancellationToken);

    public void Dispose() => _writers.Dispose();

    private static NpgsqlBatchCommand Of(string sql, Guid endpoint, Delivery delivery, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange((NpgsqlParameter[])[
            WebhookDb.Of(endpoint), WebhookDb.Of(delivery.Ticket), WebhookDb.Of(delivery.Sequence), WebhookDb.Of(delivery.Attempts), WebhookDb.Of(now)]);
        return command;
    }

    private static NpgsqlParameter Time(DateTimeOffset? time) => new() { Value = (object?)time ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameterCollection Add(NpgsqlBatchCommand command, Attempt attempt)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)attempt.Status ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)attempt.Error ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return command.Parameters;
    }

    private async Task Write(Guid endpoint, Guid[] tickets, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        await _writers.WaitAsync(cancellationToken);
        try
        {
            await using var batch = db.Batch();
            batch.BatchCommands.Add(Tracks.Lock(endpoint, tickets));
            batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            _writers.Release();
        }
    }

    private static async Task Execute(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
