using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Log.Postgres.Loading;

/// <summary>One place that knows the order of the columns of a row.</summary>
internal static class RowReading
{
    public const string Columns = "stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, personal";

    /// <summary>The same for readers that have no use for what is personal.</summary>
    public const string Impersonal = "stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, null::json as personal";

    // The nullable is spelled out below: a null byte[] would become an empty text instead of none.

    /// <param name="reader">At a row.</param>
    /// <param name="first">Ordinal of the first of <see cref="Columns"/>.</param>
    public static LogRow ReadRow(this NpgsqlDataReader reader, int first) => new(
        (StreamKind)reader.GetInt16(first),
        reader.GetGuid(first + 1),
        reader.GetInt32(first + 2),
        reader.GetFieldValue<DateTimeOffset>(first + 3),
        reader.GetString(first + 4),
        reader.GetGuid(first + 5),
        reader.IsDBNull(first + 6) ? null : reader.GetString(first + 6),
        reader.GetFieldValue<byte[]>(first + 7),
        reader.IsDBNull(first + 8) ? default(ReadOnlyMemory<byte>?) : reader.GetFieldValue<byte[]>(first + 8));

    /// <summary>See <see cref="ILogReader.Holds"/>.</summary>
    public static async Task<bool> HasRow(this NpgsqlDataSource source, LogCursor place, CancellationToken cancellationToken)
    {
        if (place == LogCursor.Start)
        {
            return true;
        }

        await using var command = source.CreateCommand("select 1 from event_log where tx = $1 and position = $2");
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = place.Tx, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place.Position });
        return (await command.ReadAll(row => row.GetInt32(0), cancellationToken)).Count > 0;
    }

    public static async Task<List<T>> ReadAll<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken = default)
    {
        try
        {
            var rows = new List<T>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            throw new LogUnavailableException("The log cannot be read.", exception);
        }
    }
}
