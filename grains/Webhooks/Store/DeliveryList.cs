using Npgsql;

namespace AfterSales.Webhooks;

/// <summary>Deliveries of an endpoint, newest first, by keyset.</summary>
internal sealed class DeliveryList(WebhookDb db, RequestShare share)
{
    private const string Columns =
        """
        select d.ticket_id, d.sequence, d.previous_sequence, d.type, d.at, d.status, d.attempts, d.last_attempt_at, d.last_status, d.last_error,
            case when d.status = 0 and t.head = d.sequence then t.next_attempt end, d.finished_at, d.created_at
        """;

    private const string Track = "left join webhook_track t on t.endpoint_id = d.endpoint_id and t.ticket_id = d.ticket_id";

    // A case's own rows are few, and their index knows no time: without the fence a whole endpoint would be walked by time to find them.
    private const string OfCase = "(select * from webhook_delivery where endpoint_id = $1 and ticket_id = $2 offset 0)";

    public async Task<Outcome<WebhookDeliveryList>> Read(Guid endpoint, WebhookDeliveryQuery query, CancellationToken cancellationToken)
    {
        var after = default(DeliveryPlace);
        if (query.Cursor is { } cursor && !DeliveryPlace.TryParse(cursor, endpoint, query, out after))
        {
            return new Failure(FailureCodes.InvalidCursor, "The cursor was not given out for this list and these filters.");
        }

        var rows = await share.Run(
            () => db.Read(Command(endpoint, query, after), row => (View: View(endpoint, row), CreatedAt: row.GetFieldValue<DateTimeOffset>(12)), cancellationToken),
            cancellationToken);
        var shown = rows.Take(query.Limit).ToList();
        var next = rows.Count > query.Limit
            ? new DeliveryPlace(shown[^1].CreatedAt, shown[^1].View.TicketId, shown[^1].View.Sequence).ToText(endpoint, query)
            : null;
        return new WebhookDeliveryList([.. shown.Select(row => row.View)], next);
    }

    private NpgsqlCommand Command(Guid endpoint, WebhookDeliveryQuery query, DeliveryPlace after)
    {
        var command = db.Request(Sql(query), WebhookDb.Of(endpoint), WebhookDb.Of(query.TicketId ?? Guid.Empty), WebhookDb.Of(query.Limit + 1));
        if (query.Cursor is not null)
        {
            command.Parameters.AddRange((NpgsqlParameter[])[WebhookDb.Of(after.CreatedAt), WebhookDb.Of(after.Ticket), WebhookDb.Of(after.Sequence)]);
        }

        return command;
    }

    /// <summary>One text for each choice of filters, with the status in it: each has its own plan, by the partial index that was made for it.</summary>
    internal static string Sql(WebhookDeliveryQuery query) =>
        $"""
        {Columns} from {(query.TicketId is null ? "webhook_delivery" : OfCase)} d {Track}
        where d.endpoint_id = $1 and $2::uuid is not null
            {(query.Status is { } status ? $"and d.status = {(int)status}" : "")}
            {(query.Cursor is null ? "" : "and (d.created_at, d.ticket_id, d.sequence) < ($4, $5, $6)")}
        order by d.created_at desc, d.ticket_id desc, d.sequence desc limit $3
        """;

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
}
