using AfterSales.Log;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>Rows of the log as the tests write and read them: plain SQL, so that the followers are tested against the table itself.</summary>
internal static class LogRows
{
    public static NpgsqlCommand Insert(StreamKind kind, Guid stream, int seq)
    {
        var command = new NpgsqlCommand(
            """
            insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, personal)
            values ($1, $2, $3, now(), 'a-17', gen_random_uuid(), null, '[{"$type":"noted.v1"}]', '[{"text":"Li Lei"}]')
            """);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)kind });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = stream });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = seq });
        return command;
    }

    public static async Task InsertOn(NpgsqlConnection connection, StreamKind kind, Guid stream, int seq)
    {
        await using var command = Insert(kind, stream, seq);
        command.Connection = connection;
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Reads as architecture.md section 3 says: never past a transaction that may still commit, in the order of (tx, position).</summary>
internal sealed class SqlLogReader(NpgsqlDataSource source) : ILogReader
{
    private const string Where =
        "from event_log where (tx, position) > ($1, $2) and tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx, position limit $3";

    public async Task<IReadOnlyList<LoggedRow>> Read(LogCursor after, int limit, CancellationToken cancellationToken)
    {
        await using var command = Command($"select tx, position, stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, personal {Where}", after, limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<LoggedRow>();
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(new LoggedRow(Cursor(row), new LogRow(
                (StreamKind)row.GetInt16(2), row.GetGuid(3), row.GetInt32(4), row.GetFieldValue<DateTimeOffset>(5), row.GetString(6), row.GetGuid(7),
                row.IsDBNull(8) ? null : row.GetString(8), row.GetFieldValue<byte[]>(9), row.GetFieldValue<byte[]>(10))));
        }

        return rows;
    }

    public async Task<IReadOnlyList<LogMark>> ReadMarks(LogCursor after, int limit, CancellationToken cancellationToken)
    {
        await using var command = Command($"select tx, position, stream_kind, stream_id, seq {Where}", after, limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var marks = new List<LogMark>();
        while (await row.ReadAsync(cancellationToken))
        {
            marks.Add(new LogMark(Cursor(row), (StreamKind)row.GetInt16(2), row.GetGuid(3), row.GetInt32(4)));
        }

        return marks;
    }

    private static LogCursor Cursor(NpgsqlDataReader row) => new(row.GetFieldValue<ulong>(0), row.GetInt64(1));

    private NpgsqlCommand Command(string sql, LogCursor after, int limit)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = after.Tx, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after.Position });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return command;
    }
}
