using Npgsql;

namespace AfterSales.Webhooks;

/// <summary>An endpoint with something to send, as it is configured right now.</summary>
/// <param name="Id">Of the endpoint.</param>
/// <param name="Url">Where.</param>
/// <param name="Keys">That sign, the newest first.</param>
/// <param name="Circuit">As stored; the worker that is at it knows better.</param>
internal sealed record DueEndpoint(Guid Id, Uri Url, ImmutableArray<byte[]> Keys, Circuit Circuit);

/// <summary>Which endpoints have something due; one step into an index for each of them.</summary>
internal sealed class DueEndpoints(WebhookDb db)
{
    private const string Sql =
        """
        select id, url,
            array[secret] || array(select o.secret from unnest(e.old_secrets, e.old_until) o (secret, until) where o.until > $1 order by o.until desc),
            open_until, open_seconds, failing_since
        from webhook_endpoint e
        where enabled and removed_at is null and (open_until is null or open_until <= $1)
            and exists (select 1 from webhook_track t where t.endpoint_id = e.id and t.head is not null and t.next_attempt <= $1)
        order by id
        """;

    public Task<List<DueEndpoint>> Read(DateTimeOffset now, CancellationToken cancellationToken) => db.Read(
        db.Command(Sql, WebhookDb.Of(now)),
        row => new DueEndpoint(
            row.GetGuid(0),
            new Uri(row.GetString(1)),
            [.. row.GetFieldValue<byte[][]>(2)],
            new Circuit(0, Time(row, 3), TimeSpan.FromSeconds(row.GetInt32(4)), Time(row, 5))),
        cancellationToken);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
