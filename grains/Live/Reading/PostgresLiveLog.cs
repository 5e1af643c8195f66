using AfterSales.Log;
using AfterSales.Log.Postgres.Archive;
using AfterSales.Log.Postgres.Loading;
using AfterSales.Storage;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Live;

/// <summary>The live feed's questions to <c>event_log</c>.</summary>
internal sealed class PostgresLiveLog(StorageDataSources sources) : ILiveLog
{
    private const int TimeoutSeconds = 30;

    private const string End =
        "select tx, position from event_log where tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx desc, position desc limit 1";

    // "is true" hides the place from the planner: a stream is short, and what lies behind a place in the whole log may be long.
    private const string Stream =
        $"""
        select tx, position, {RowReading.Columns} from event_log
        where stream_id = $1 and ((tx, position) > ($2, $3)) is true and ((tx, position) <= ($4, $5)) is true
        order by seq limit $6
        """;

    public async Task<LogCursor> ReadEnd(CancellationToken cancellationToken)
    {
        await using var command = sources.LogReader.CreateCommand(End);
        return await command.ReadAll(CursorOf, cancellationToken) is [var end] ? end : LogCursor.Start;
    }

    public Task<bool> Holds(LogCursor place, CancellationToken cancellationToken) => sources.LogReader.HasRow(place, cancellationToken);

    public async Task<IReadOnlyList<LoggedRow>> ReadStream(
        Guid streamId, LogCursor after, LogCursor through, int limit, CancellationToken cancellationToken)
    {
        await using var command = sources.LogReader.CreateCommand(Stream);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = streamId });
        Add(command.Parameters, after);
        Add(command.Parameters, through);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var rows = await command.ReadAll(row => new LoggedRow(CursorOf(row), row.ReadRow(2)), cancellationToken);
        await ArchivedRows.Fill(rows, logged => logged.Row, (logged, whole) => logged with { Row = whole }, sources.LogReader, TimeoutSeconds, cancellationToken);
        return rows;
    }

    private static void Add(NpgsqlParameterCollection parameters, LogCursor cursor)
    {
        parameters.Add(new NpgsqlParameter<ulong> { TypedValue = cursor.Tx, NpgsqlDbType = NpgsqlDbType.Xid8 });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = cursor.Position });
    }

    private static LogCursor CursorOf(NpgsqlDataReader row) => new(row.GetFieldValue<ulong>(0), row.GetInt64(1));
}
