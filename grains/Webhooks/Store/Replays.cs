using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Webhooks;

/// <summary>Makes what is over pending again. The rows are the same, so ids and sequences are; each case begins again with its oldest pending one.</summary>
internal sealed class Replays(WebhookDb db, IOptions<WebhookOptions> options, TimeProvider time)
{
    private const string Chosen =
        """
        select ticket_id, sequence from webhook_delivery
        where endpoint_id = $1 and status <> 0 and ($2::uuid is null or ticket_id = $2) and ($3::bigint is null or sequence >= $3)
            and ($4::timestamptz is null or at >= $4)
        order by created_at, ticket_id, sequence limit $5
        """;

    // In the order of the key, as the follower locks them; the next statement sees what was recorded until then.
    private const string Lock = "select 1 from webhook_track where endpoint_id = $1 and ticket_id = any($2) order by ticket_id for update";

    private const string Revive =
        """
        update webhook_delivery d set status = 0, attempts = 0, finished_at = null
        from unnest($2::uuid[], $3::bigint[]) c (ticket_id, sequence)
        where d.endpoint_id = $1 and d.ticket_id = c.ticket_id and d.sequence = c.sequence and d.status <> 0
        """;

    private const string Heads =
        """
        update webhook_track t set head = n.sequence, next_attempt = case when n.sequence < t.head or t.head is null then $3 else t.next_attempt end
        from (
            select ticket_id, min(sequence) as sequence from webhook_delivery
            where endpoint_id = $1 and ticket_id = any($2) and status = 0 group by ticket_id) n
        where t.endpoint_id = $1 and t.ticket_id = n.ticket_id
        """;

    public async Task<Outcome<WebhookReplayed>> Run(Guid endpoint, WebhookReplay replay, CancellationToken cancellationToken)
    {
        var most = options.Value.MaxReplay;
        var chosen = await db.Read(
            db.Command(
                Chosen, WebhookDb.Of(endpoint), Or(replay.TicketId, NpgsqlDbType.Uuid), Or(replay.FromSequence, NpgsqlDbType.Bigint),
                Or(replay.Since?.ToUniversalTime(), NpgsqlDbType.TimestampTz), WebhookDb.Of(most + 1)),
            row => (Ticket: row.GetGuid(0), Sequence: row.GetInt64(1)),
            cancellationToken);
        var taken = chosen.Take(most).ToArray();
        var tickets = taken.Select(row => row.Ticket).Distinct().ToArray();

        await using var batch = db.Batch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock) { Parameters = { WebhookDb.Of(endpoint), WebhookDb.Of(tickets) } });
        var revive = new NpgsqlBatchCommand(Revive)
        {
            Parameters = { WebhookDb.Of(endpoint), WebhookDb.Of(taken.Select(row => row.Ticket).ToArray()), WebhookDb.Of(taken.Select(row => row.Sequence).ToArray()) },
        };
        batch.BatchCommands.Add(revive);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Heads) { Parameters = { WebhookDb.Of(endpoint), WebhookDb.Of(tickets), WebhookDb.Of(time.GetUtcNow()) } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return new WebhookReplayed((int)revive.Rows, chosen.Count <= most);
    }

    private static NpgsqlParameter Or(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
