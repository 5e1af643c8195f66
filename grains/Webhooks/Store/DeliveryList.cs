using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Webhooks;

/// <summary>Deliveries of an endpoint, newest first, by keyset.</summary>
internal sealed class DeliveryList(WebhookDb db)
{
    private const string Sql =
        """
        select d.ticket_id, d.sequence, d.previous_sequence, d.type, d.at, d.status, d.attempts, d.last_attempt_at, d.last_status, d.last_error,
            case when d.status = 0 and t.head = d.sequence then t.next_attempt end, d.finished_at, d.created_at
        from webhook_delivery d
        left join webhook_track t on t.endpoint_id = d.endpoint_id and t.ticket_id = d.ticket_id
        where d.endpoint_id = $1
            and ($2::timestamptz is null or (d.created_at, d.ticket_id, d.sequence) < ($2, $3, $4))
            and ($5::smallint is null or d.status = $5) and ($6::uuid is null or d.ticket_id = $6)
        order by d.created_at desc, d.ticket_id desc, d.sequence desc limit $7
        """;

    public async Task<Outcome<WebhookDeliveryList>> Read(Guid endpoint, WebhookDeliveryQuery query, CancellationToken cancellationToken)
    {
        var after = default(DeliveryPlace);
        if (query.Cursor is { } cursor && !DeliveryPlace.TryParse(cursor, endpoint, query, out after))
        {
            return new Failure(FailureCodes.InvalidCursor, "The cursor was not given out for this list and these filters.");
        }

        var command = db.Command(
            Sql,
            WebhookDb.Of(endpoint),
            Or(query.Cursor is null ? null : after.CreatedAt, NpgsqlDbType.TimestampTz),
            WebhookDb.Of(after.Ticket),
            WebhookDb.Of(after.Sequence),
            Or(query.Status is { } status ? (short)status : null, NpgsqlDbType.Smallint),
            Or(query.TicketId, NpgsqlDbType.Uuid),
            WebhookDb.Of(query.Limit + 1));
        var rows = await db.Read(command, row => (View: View(endpoint, row), CreatedAt: row.GetFieldValue<DateTimeOffset>(12)), cancellationToken);
        var shown = rows.Take(query.Limit).ToList();
        var next = rows.Count > query.Limit
            ? new DeliveryPlace(shown[^1].CreatedAt, shown[^1].View.TicketId, shown[^1].View.Sequence).ToText(endpoint, query)
            : null;
        return new WebhookDeliveryList([.. shown.Select(row => row.View)], next);
    }

    private static WebhookDeliveryView View(Guid endpoint, NpgsqlDataReader row) => new()
    {
        WebhookId = WebhookIds.Of(endpoint, row.GetGuid(0), row.GetInt64(1)),
        TicketId = row.GetGuid(0),
        Sequence = row.GetInt64(1),
        PreviousSequence = row.IsDBNull(2) ? null : row.GetInt64(2),
        Type = row.GetString(3),
        At = row.GetFieldValue<DateTimeOffset>(4),
        Status = (WebhookDeliveryStatus)row.GetInt16(5),
        Attempts = row.GetInt32(6),
        LastAttemptAt = Time(row, 7),
        LastStatus = row.IsDBNull(8) ? null : row.GetInt32(8),
        LastError = row.IsDBNull(9) ? null : row.GetString(9),
        NextAttempt = Time(row, 10),
        FinishedAt = Time(row, 11),
    };

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static NpgsqlParameter Or(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
