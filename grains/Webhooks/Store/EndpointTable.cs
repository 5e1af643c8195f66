using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Webhooks;

/// <summary>The rows of <c>webhook_endpoint</c> as their owners see them. Secrets go in and never come out here.</summary>
internal sealed class EndpointTable(WebhookDb db)
{
    private const string Columns =
        """
        id, version, url, description, events, enabled, disabled_why, open_until,
        case when previous_secret is not null then previous_until end, created_at, updated_at, updated_by
        """;

    private const string Insert =
        $"""
        insert into webhook_endpoint (id, version, url, description, events, enabled, disabled_why, secret, created_at, updated_at, updated_by)
        select $1, 1, $2, $3, $4, $5, case when not $5 then 'paused' end, $6, $7, $7, $8
        where (select count(*) from webhook_endpoint where removed_at is null) < $9
        on conflict (id) do nothing
        returning {Columns}
        """;

    // Enabling closes the circuit: whoever says that it works again is believed.
    private const string Update =
        $"""
        update webhook_endpoint
        set version = version + 1, url = $4, description = $5, events = $6, enabled = $7,
            disabled_why = case when $7 then null when enabled then 'paused' else disabled_why end,
            open_until = case when $7 and not enabled then null else open_until end,
            open_seconds = case when $7 and not enabled then 0 else open_seconds end,
            updated_at = $2, updated_by = $3
        where id = $1 and version = $8 and removed_at is null
        returning {Columns}
        """;

    private const string NewSecret =
        $"""
        update webhook_endpoint
        set version = version + 1, previous_secret = secret, previous_until = $4, secret = $5, updated_at = $2, updated_by = $3
        where id = $1 and version = $6 and removed_at is null
        returning {Columns}
        """;

    private const string Mark =
        $"""
        update webhook_endpoint
        set version = version + 1, enabled = false, disabled_why = 'removed', secret = ''::bytea, previous_secret = null, removed_at = $2, updated_at = $2,
            updated_by = $3
        where id = $1 and version = $4 and removed_at is null
        returning {Columns}
        """;

    public Task<List<WebhookView>> List(DateTimeOffset now, CancellationToken cancellationToken) => Read(
        db.Command($"select {Columns} from webhook_endpoint where removed_at is null order by created_at, id"), now, cancellationToken);

    public Task<WebhookView?> Find(Guid id, DateTimeOffset now, CancellationToken cancellationToken) => One(
        db.Command($"select {Columns} from webhook_endpoint where id = $1 and removed_at is null", WebhookDb.Of(id)), now, cancellationToken);

    /// <summary>Null: it is there already, or there are too many.</summary>
    public async Task<WebhookView?> Add(Guid id, WebhookDefinition endpoint, byte[] secret, int most, string by, DateTimeOffset now)
    {
        // Two who count at once must not both be the last; the lock ends with the statement's transaction.
        await using var connection = await db.Open(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var alone = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('aftersales webhooks endpoints'))", connection, transaction))
        {
            await alone.ExecuteNonQueryAsync();
        }

        await using var insert = new NpgsqlCommand(Insert, connection, transaction)
        {
            Parameters =
            {
                WebhookDb.Of(id), WebhookDb.Of(endpoint.Url), Text(endpoint.Description), WebhookDb.Of(endpoint.Events.ToArray()), WebhookDb.Of(endpoint.Enabled),
                WebhookDb.Of(secret), WebhookDb.Of(now), WebhookDb.Of(by), WebhookDb.Of(most),
            },
        };
        WebhookView? added = null;
        await using (var reader = await insert.ExecuteReaderAsync())
        {
            added = await reader.ReadAsync() ? View(reader, now) : null;
        }

        await transaction.CommitAsync();
        return added;
    }

    /// <summary>Null: another version is there by now.</summary>
    public Task<WebhookView?> Change(Guid id, int version, WebhookDefinition endpoint, string by, DateTimeOffset now) => One(
        db.Command(
            Update, WebhookDb.Of(id), WebhookDb.Of(now), WebhookDb.Of(by), WebhookDb.Of(endpoint.Url), Text(endpoint.Description),
            WebhookDb.Of(endpoint.Events.ToArray()), WebhookDb.Of(endpoint.Enabled), WebhookDb.Of(version)),
        now, CancellationToken.None);

    public Task<WebhookView?> Rotate(Guid id, int version, byte[] secret, DateTimeOffset oldUntil, string by, DateTimeOffset now) => One(
        db.Command(NewSecret, WebhookDb.Of(id), WebhookDb.Of(now), WebhookDb.Of(by), WebhookDb.Of(oldUntil), WebhookDb.Of(secret), WebhookDb.Of(version)),
        now, CancellationToken.None);

    public Task<WebhookView?> Remove(Guid id, int version, string by, DateTimeOffset now) => One(
        db.Command(Mark, WebhookDb.Of(id), WebhookDb.Of(now), WebhookDb.Of(by), WebhookDb.Of(version)), now, CancellationToken.None);

    private async Task<WebhookView?> One(NpgsqlCommand command, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await Read(command, now, cancellationToken)).SingleOrDefault();

    private Task<List<WebhookView>> Read(NpgsqlCommand command, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Read(command, row => View(row, now), cancellationToken);

    private static WebhookView View(NpgsqlDataReader row, DateTimeOffset now)
    {
        var circuit = new Circuit(0, Time(row, 7), TimeSpan.Zero);
        return new WebhookView
        {
            Id = row.GetGuid(0),
            Version = row.GetInt32(1),
            Url = row.GetString(2),
            Description = row.IsDBNull(3) ? null : row.GetString(3),
            Events = [.. row.GetFieldValue<string[]>(4)],
            Enabled = row.GetBoolean(5),
            DisabledReason = row.IsDBNull(6) ? null : row.GetString(6),
            Circuit = circuit.StateAt(now) switch { CircuitState.Closed => "closed", CircuitState.Open => "open", _ => "half-open" },
            CircuitOpenUntil = circuit.OpenUntil,
            OldSecretUntil = Time(row, 8) is { } until && until > now ? until : null,
            CreatedAt = row.GetFieldValue<DateTimeOffset>(9),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(10),
            UpdatedBy = row.GetString(11),
        };
    }

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
