using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.LoadTests.Audit.Log;
using AfterSales.LoadTests.Systems;
using NpgsqlTypes;

namespace AfterSales.LoadTests.Audit.Told;

/// <summary>The receiver's record as a temporary table, beside the log and the outbox it is compared with.</summary>
internal static class WebhookTable
{
    private const int Part = 50_000;

    private const string Create = """
        create temporary table audit_webhook (line bigint not null, at bigint not null, id text not null, type text not null, ticket uuid not null,
            sequence bigint not null, previous bigint, valid boolean not null)
        """;

    public static async Task Fill(AuditDatabase database, string file, CancellationToken cancellation)
    {
        await database.Execute(Create, cancellation);
        var line = 0L;
        foreach (var part in File.ReadLines(file).Chunk(Part))
        {
            await using var writer = await database.Connection.BeginBinaryImportAsync(
                "copy audit_webhook (line, at, id, type, ticket, sequence, previous, valid) from stdin (format binary)", cancellation);
            foreach (var received in part.Select(Parse).OfType<ReceivedWebhook>())
            {
                await writer.StartRowAsync(cancellation);
                await writer.WriteAsync(line++, NpgsqlDbType.Bigint, cancellation);
                await writer.WriteAsync(received.At, NpgsqlDbType.Bigint, cancellation);
                await writer.WriteAsync(received.Id, NpgsqlDbType.Text, cancellation);
                await writer.WriteAsync(received.Type, NpgsqlDbType.Text, cancellation);
                await writer.WriteAsync(received.Ticket, NpgsqlDbType.Uuid, cancellation);
                await writer.WriteAsync(received.Sequence, NpgsqlDbType.Bigint, cancellation);
                if (received.PreviousSequence is { } previous)
                {
                    await writer.WriteAsync(previous, NpgsqlDbType.Bigint, cancellation);
                }
                else
                {
                    await writer.WriteNullAsync(cancellation);
                }

                await writer.WriteAsync(received.SignatureValid, NpgsqlDbType.Boolean, cancellation);
            }

            await writer.CompleteAsync(cancellation);
        }

        await database.Execute("create index on audit_webhook (ticket, sequence); analyze audit_webhook", cancellation);
    }

    /// <summary>A receiver that was killed leaves a torn line; what it had not written it had not answered either.</summary>
    private static ReceivedWebhook? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize(line, WebhookRecordJson.Default.ReceivedWebhook);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(ReceivedWebhook))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
internal sealed partial class WebhookRecordJson : JsonSerializerContext;
