using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Webhooks;

/// <summary>One delivery on its way.</summary>
internal sealed record Delivery(Guid Ticket, long Sequence, int Attempts, string Payload);

/// <summary>Takes deliveries out and writes down what became of them.</summary>
internal sealed class DeliveryQueue(WebhookDb db) : IDisposable
{
    /// <summary>Of the one process that sends.</summary>
    public const string LeaseName = "webhook-sender";

    // Claiming walks webhook_track_heads from its begin: it reads as many entries as it returns and those under way, however many wait behind the heads.
    // ClaimPlanTests holds it to that with 100,000 pending: both by their indexes, no sort, fewer than 200 cached pages for eight rows.
    public const string ClaimSql =
        """
        select t.ticket_id, t.head, d.attempts, d.payload
        from webhook_track t
        join webhook_delivery d on d.endpoint_id = t.endpoint_id and d.ticket_id = t.ticket_id and d.sequence = t.head
        where t.endpoint_id = $1 and t.head is not null and t.next_attempt <= $2 and t.ticket_id <> all($3)
            and exists (select 1 from webhook_endpoint where id = $1 and enabled and removed_at is null)
            and exists (select 1 from follower_cursor where name = $5 and lease_owner = $6)
        order by t.next_attempt limit $4
        """;

    // The track is locked by a statement of its own: what follows then sees everything that was enqueued or replayed before.
    private const string Lock = "select 1 from webhook_track where endpoint_id = $1 and ticket_id = $2 for update";

    private const string Finish =
        """
        with done as (
            update webhook_delivery
            set status = $6, attempts = attempts + 1, last_attempt_at = $5, last_status = $7, last_error = $8, finished_at = $5
            where endpoint_id = $1 and ticket_id = $2 and sequence = $3 and status = 0 and attempts = $4
            returning 1)
        update webhook_track t
        set head = n.sequence, next_attempt = case when n.sequence is not null then $5 end
        from done cross join (
            select min(sequence) as sequence from webhook_delivery
            where endpoint_id = $1 and ticket_id = $2 and status = 0 and sequence <> $3) n
        where t.endpoint_id = $1 and t.ticket_id = $2
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

    // What failed is still the next one when it is enabled again; this was no attempt of its schedule.
    private const string Disable =
        """
        update webhook_endpoint set enabled = false, disabled_why = 'gone', version = version + 1, updated_at = $2, updated_by = 'aftersales'
        where id = $1 and enabled and removed_at is null
        """;

    /// <summary>Writers at once: what is recorded must not take the read model's connections.</summary>
    private readonly SemaphoreSlim _writers = new(2);

    /// <summary>Nothing for a process that lost the lease without having noticed, nor for an endpoint that was disabled meanwhile.</summary>
    public Task<List<Delivery>> Claim(
        Guid endpoint, string owner, DateTimeOffset now, Guid[] underWay, int limit, CancellationToken cancellationToken) => db.Read(
        db.Command(
            ClaimSql, WebhookDb.Of(endpoint), WebhookDb.Of(now), WebhookDb.Of(underWay), WebhookDb.Of(limit), WebhookDb.Of(LeaseName), WebhookDb.Of(owner)),
        row => new Delivery(row.GetGuid(0), row.GetInt64(1), row.GetInt32(2), row.GetString(3)),
        cancellationToken);

    public Task Delivered(Guid endpoint, Delivery delivery, Attempt attempt, DateTimeOffset now, CancellationToken cancellationToken) =>
        End(endpoint, delivery, WebhookDeliveryStatus.Delivered, attempt, now, cancellationToken);

    public Task Dead(Guid endpoint, Delivery delivery, Attempt attempt, DateTimeOffset now, CancellationToken cancellationToken) =>
        End(endpoint, delivery, WebhookDeliveryStatus.Dead, attempt, now, cancellationToken);

    public Task Failed(Guid endpoint, Delivery delivery, Attempt attempt, DateTimeOffset now, DateTimeOffset next, CancellationToken cancellationToken)
    {
        var command = Of(Postpone, endpoint, delivery, now);
        Add(command, attempt).Add(WebhookDb.Of(next));
        return Write(endpoint, delivery, command, cancellationToken);
    }

    public Task Gone(Guid endpoint, DateTimeOffset now, CancellationToken cancellationToken) =>
        Execute(db.Command(Disable, WebhookDb.Of(endpoint), WebhookDb.Of(now)), cancellationToken);

    public Task Keep(Guid endpoint, Circuit circuit, CancellationToken cancellationToken) => Execute(
        db.Command(
            "update webhook_endpoint set open_until = $2, open_seconds = $3 where id = $1",
            WebhookDb.Of(endpoint),
            new NpgsqlParameter { Value = (object?)circuit.OpenUntil ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            WebhookDb.Of((int)circuit.OpenFor.TotalSeconds)),
        cancellationToken);

    public void Dispose() => _writers.Dispose();

    private Task End(
        Guid endpoint, Delivery delivery, WebhookDeliveryStatus status, Attempt attempt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var command = Of(Finish, endpoint, delivery, now);
        command.Parameters.Add(WebhookDb.Of((short)status));
        Add(command, attempt);
        return Write(endpoint, delivery, command, cancellationToken);
    }

    private static NpgsqlBatchCommand Of(string sql, Guid endpoint, Delivery delivery, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange((NpgsqlParameter[])[
            WebhookDb.Of(endpoint), WebhookDb.Of(delivery.Ticket), WebhookDb.Of(delivery.Sequence), WebhookDb.Of(delivery.Attempts), WebhookDb.Of(now)]);
        return command;
    }

    private static NpgsqlParameterCollection Add(NpgsqlBatchCommand command, Attempt attempt)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)attempt.Status ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)attempt.Error ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return command.Parameters;
    }

    private async Task Write(Guid endpoint, Delivery delivery, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        await _writers.WaitAsync(cancellationToken);
        try
        {
            await using var batch = db.Batch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock) { Parameters = { WebhookDb.Of(endpoint), WebhookDb.Of(delivery.Ticket) } });
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
