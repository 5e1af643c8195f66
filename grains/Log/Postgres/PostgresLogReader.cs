using AfterSales.Log.Postgres.Archive;
using AfterSales.Log.Postgres.Loading;
using AfterSales.Storage;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Log.Postgres;

/// <summary>
/// Reads the log in the order of (tx, position), up to the oldest transaction that is still running anywhere in the instance: what is
/// behind that line can no longer change, so a cursor never passes a row that becomes visible later.
/// </summary>
internal sealed class PostgresLogReader(StorageDataSources sources) : ILogReader
{
    private const int TimeoutSeconds = 30;

    private const string Condition = """
        where (tx, position) > ($1, $2) and tx < pg_snapshot_xmin(pg_current_snapshot())
        order by tx, position limit $3
        """;

    // The index holds all that a mark needs.
    private const string MarksSql = $"select tx, position, stream_kind, stream_id, seq from event_log {Condition}";

    private const string RowsSql = $"select tx, position, {RowReading.Columns} from event_log {Condition}";

    public async Task<IReadOnlyList<LoggedRow>> Read(LogCursor after, int limit, CancellationToken cancellationToken)
    {
        var rows = await Query(RowsSql, after, limit, reader => new LoggedRow(CursorOf(reader), reader.ReadRow(2)), cancellationToken);
        await ArchivedRows.Fill(rows, logged => logged.Row, (logged, whole) => logged with { Row = whole }, sources.LogReader, TimeoutSeconds, cancellationToken);
        return rows;
    }

    public async Task<IReadOnlyList<LogMark>> ReadMarks(LogCursor after, int limit, CancellationToken cancellationToken) =>
        await Query(
            MarksSql, after, limit,
            reader => new LogMark(CursorOf(reader), (StreamKind)reader.GetInt16(2), reader.GetGuid(3), reader.GetInt32(4)),
            cancellationToken);

    public Task<bool> Holds(LogCursor place, CancellationToken cancellationToken) => sources.LogReader.HasRow(place, cancellationToken);

    private async Task<List<T>> Query<T>(
        string sql, LogCursor after, int limit, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = sources.LogReader.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = after.Tx, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after.Position });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await command.ReadAll(read, cancellationToken);
    }

    private static LogCursor CursorOf(NpgsqlDataReader reader) => new(reader.GetFieldValue<ulong>(0), reader.GetInt64(1));
}
