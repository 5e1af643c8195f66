using System.Buffers.Binary;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Webhooks;

/// <summary>
/// Makes endpoints. The id is that of the request, so a repeated one finds what the first has made, and a key used for another body is seen by the half of the id
/// that names the key.
/// </summary>
internal sealed class EndpointCreation(WebhookDb db, IOptions<WebhookOptions> options)
{
    // Two who count at once must not both be the last, and of two with one key one is the second.
    private const string Alone = "select pg_advisory_xact_lock(hashtext('aftersales webhooks endpoints'))";

    private const string SameKey = $"select {EndpointTable.Columns}, removed_at is not null from webhook_endpoint where id >= $1 and id <= $2";

    private const string Insert =
        $"""
        insert into webhook_endpoint (
            id, version, url, description, events, enabled, disabled_why, enabled_at, secret, created_at, updated_at, updated_by)
        select $1, 1, $2, $3, $4, $5, case when not $5 then 'paused' end, $7, $6, $7, $7, $8
        where (select count(*) from webhook_endpoint where removed_at is null) < $9
        returning {EndpointTable.Columns}
        """;

    public async Task<Outcome<WebhookSecretView>> Run(WebhookDefinition endpoint, CallContext context, DateTimeOffset now)
    {
        await using var connection = await db.Open(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var alone = new NpgsqlCommand(Alone, connection, transaction))
        {
            await alone.ExecuteNonQueryAsync();
        }

        if (await Earlier(connection, transaction, context.CommandId, now) is { } earlier)
        {
            return earlier;
        }

        var secret = WebhookSecrets.New();
        await using var insert = new NpgsqlCommand(Insert, connection, transaction)
        {
            Parameters =
            {
                WebhookDb.Of(context.CommandId.Value), WebhookDb.Of(endpoint.Url), EndpointTable.Text(endpoint.Description),
                WebhookDb.Of(endpoint.Events.ToArray()), WebhookDb.Of(endpoint.Enabled), WebhookDb.Of(secret), WebhookDb.Of(now),
                WebhookDb.Of(context.Caller.Subject), WebhookDb.Of(options.Value.MaxEndpoints),
            },
        };
        if (await One(insert, row => EndpointTable.View(row, now)) is not { } added)
        {
            return new Failure(FailureCodes.PolicyRefused, $"There are {options.Value.MaxEndpoints} endpoints already.");
        }

        await transaction.CommitAsync();
        return new WebhookSecretView(added, WebhookSecrets.ToText(secret));
    }

    private static async Task<Outcome<WebhookSecretView>?> Earlier(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CommandId command, DateTimeOffset now)
    {
        await using var same = new NpgsqlCommand(SameKey, connection, transaction)
        {
            Parameters = { WebhookDb.Of(WithKey(command.Key, 0)), WebhookDb.Of(WithKey(command.Key, ulong.MaxValue)) },
        };
        var found = await One(same, row => Tuple.Create(EndpointTable.View(row, now), row.GetBoolean(12)));
        return found is null ? null
            : found.Item1.Id != command.Value ? new Failure(FailureCodes.IdempotencyKeyReused, "This key was used for another request.")
            : found.Item2 ? new Failure(FailureCodes.NotFound, "The endpoint that this request made was removed.")
            : new WebhookSecretView(found.Item1, Secret: null, Repeated: true);
    }

    private static async Task<T?> One<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read)
        where T : class
    {
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? read(row) : null;
    }

    private static Guid WithKey(ulong key, ulong rest)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, key);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], rest);
        return new Guid(bytes, bigEndian: true);
    }
}
