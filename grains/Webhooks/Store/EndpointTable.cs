using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Webhooks;

/// <summary>
/// The rows of <c>webhook_endpoint</c> as their owners see them. Secrets go in, and come out for nobody but a repeat of the request that made one.
/// </summary>
internal sealed class EndpointTable(WebhookDb db)
{
    /// <summary>Each is one more signature in a header.</summary>
    public const int MaxOldSecrets = 10;

    internal const string Columns =
        """
        id, version, url, description, events, enabled, disabled_why, open_until, (select max(until) from unnest(old_until) until), created_at, updated_at,
        updated_by
        """;

    // Enabling closes the circuit: whoever says that it works again is believed.
    private const string Update =
        $"""
        update webhook_endpoint
        set version = version + 1, url = $4, description = $5, events = $6, enabled = $7,
            disabled_why = case when $7 then null when enabled then 'paused' else disabled_why end,
            open_until = case when $7 and not enabled then null else open_until end,
            open_seconds = case when $7 and not enabled then 0 else open_seconds end,
            failing_since = case when $7 and not enabled then null else failing_since end,
            enabled_at = case when $7 and not enabled then $2 else enabled_at end,
            updated_at = $2, updated_by = $3
        where id = $1 and version = $8 and removed_at is null
        returning {Columns}
        """;

    private const string NewSecret =
        $"""
        update webhook_endpoint
        set version = version + 1,
            old_secrets = array(select o.secret from unnest(old_secrets, old_until) o (secret, until) where o.until > $2 order by o.until) || secret,
            old_until = array(select until from unnest(old_until) until where until > $2 order by until) || $4::timestamptz,
            secret = $5, rotation_id = $7, updated_at = $2, updated_by = $3
        where id = $1 and version = $6 and removed_at is null
            and (select count(*) from unnest(old_until) until where until > $2) < $8
        returning {Columns}
        """;

    private const string Mark =
        $"""
        update webhook_endpoint
        set version = version + 1, enabled = false, disabled_why = 'removed', secret = ''::bytea, old_secrets = array[]::bytea[], old_until = array[]::timestamptz[], removed_at = $2, updated_at = $2,
            updated_by = $3
        where id = $1 and version = $4 and removed_at is null
        returning {Columns}
        """;

    public Task<List<WebhookView>> List(DateTimeOffset now, CancellationToken cancellationToken) => Read(
        db.Command($"select {Columns} from webhook_endpoint where removed_at is null order by created_at, id"), now, cancellationToken);

    public Task<WebhookView?> Find(Guid id, DateTimeOffset now, CancellationToken cancellationToken) => One(
        db.Command($"select {Columns} from webhook_endpoint where id = $1 and removed_at is null", WebhookDb.Of(id)), now, cancellationToken);

    /// <summary>Null: another version is there by now.</summary>
    public Task<WebhookView?> Change(Guid id, int version, WebhookDefinition endpoint, string by, DateTimeOffset now) => One(
        db.Command(
            Update, WebhookDb.Of(id), WebhookDb.Of(now), WebhookDb.Of(by), WebhookDb.Of(endpoint.Url), Text(endpoint.Description),
            WebhookDb.Of(endpoint.Events.ToArray()), WebhookDb.Of(endpoint.Enabled), WebhookDb.Of(version)),
        now, CancellationToken.None);

    /// <summary>Null: another version is there by now, or too many old secrets.</summary>
    public Task<WebhookView?> Rotate(WebhookView found, CommandId command, byte[] secret, DateTimeOffset oldUntil, string by, DateTimeOffset now) => One(
        db.Command(
            NewSecret, WebhookDb.Of(found.Id), WebhookDb.Of(now), WebhookDb.Of(by), WebhookDb.Of(oldUntil), WebhookDb.Of(secret), WebhookDb.Of(found.Version),
            WebhookDb.Of(command.Value), WebhookDb.Of((long)MaxOldSecrets)),
        now, CancellationToken.None);

    /// <summary>What this very request has made, as long as it was the last one that made a secret; otherwise nothing.</summary>
    public Task<List<WebhookSecretView>> Rotated(Guid id, CommandId command, DateTimeOffset now) => db.Read(
        db.Command(
            $"select {Columns}, secret from webhook_endpoint where id = $1 and rotation_id = $2 and removed_at is null",
            WebhookDb.Of(id), WebhookDb.Of(command.Value)),
        row => new WebhookSecretView(View(row, now), WebhookSecrets.ToText(row.GetFieldValue<byte[]>(12)), Repeated: true),
        CancellationToken.None);

    public async Task<bool> HasRoomForSecret(Guid id, DateTimeOffset now) => (await db.Read(
        db.Command(
            "select 1 from webhook_endpoint where id = $1 and (select count(*) from unnest(old_until) until where until > $2) < $3",
            WebhookDb.Of(id), WebhookDb.Of(now), WebhookDb.Of((long)MaxOldSecrets)),
        row => 1, CancellationToken.None)).Count == 1;

    public Task<WebhookView?> Remove(Guid id, int version, string by, DateTimeOffset now) => One(
        db.Command(Mark, WebhookDb.Of(id), WebhookDb.Of(now), WebhookDb.Of(by), WebhookDb.Of(version)), now, CancellationToken.None);

    private async Task<WebhookView?> One(NpgsqlCommand command, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await Read(command, now, cancellationToken)).SingleOrDefault();

    private Task<List<WebhookView>> Read(NpgsqlCommand command, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Read(command, row => View(row, now), cancellationToken);

    internal static WebhookView View(NpgsqlDataReader row, DateTimeOffset now)
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

    internal static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
