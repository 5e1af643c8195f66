using Npgsql;

namespace AfterSales.Webhooks;

/// <summary>What every change of a case's deliveries does with its track: lock it first, and put the head right afterwards.</summary>
internal static class Tracks
{
    // In the order of the key, as the follower locks them; the next statement sees what was committed until then.
    private const string LockSql = "select 1 from webhook_track where endpoint_id = $1 and ticket_id = any($2) order by ticket_id for update";

    private const string ReheadSql =
        """
        update webhook_track t set head = n.sequence, next_attempt = case when n.sequence is not null then $3 end
        from unnest($2) a (ticket_id) cross join lateral (
            select min(sequence) as sequence from webhook_delivery where endpoint_id = $1 and ticket_id = a.ticket_id and status = 0) n
        where t.endpoint_id = $1 and t.ticket_id = a.ticket_id and t.head is distinct from n.sequence
        """;

    public static NpgsqlBatchCommand Lock(Guid endpoint, Guid[] tickets) => new(LockSql) { Parameters = { WebhookDb.Of(endpoint), WebhookDb.Of(tickets) } };

    /// <summary>The oldest that is pending; due now when it is another than before.</summary>
    public static NpgsqlBatchCommand Rehead(Guid endpoint, Guid[] tickets, DateTimeOffset now) =>
        new(ReheadSql) { Parameters = { WebhookDb.Of(endpoint), WebhookDb.Of(tickets), WebhookDb.Of(now) } };
}
