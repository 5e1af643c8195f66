using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Log.Postgres.Appending;

/// <summary>
/// One writer's connection: opened when needed, kept while it works, dropped after any doubt. Used by one task at a time; never throws for
/// faults of the database.
/// </summary>
internal sealed class AppendConnection(NpgsqlDataSource source, EventLogOptions options) : IAsyncDisposable
{
    private const string FindSql = """
        select e.stream_id, e.seq, e.command_id, e.data
        from unnest($1, $2) k (stream_id, seq) join event_log e on e.stream_id = k.stream_id and e.seq = k.seq
        """;

    private readonly int _timeoutSeconds = Math.Max(1, options.AppendTimeoutMilliseconds / 1000);
    private NpgsqlConnection? _connection;
    private AppendCommand? _append;
    private int _lockTimeoutMilliseconds;

    /// <summary>SQLSTATE of the last refusal; the message may quote the row and is not kept.</summary>
    public string? LastRefusal { get; private set; }

    /// <summary>Writes all rows or none, in one statement.</summary>
    /// <param name="rows">In order; a stream's rows by rising seq.</param>
    /// <param name="lockTimeoutMilliseconds">How long to wait for another writer's uncommitted row.</param>
    public async Task<WriteOutcome> Write(List<PendingAppend> rows, int lockTimeoutMilliseconds)
    {
        try
        {
            await Open();
            await SetLockTimeout(lockTimeoutMilliseconds);
        }
        catch (Exception exception) when (IsFaultOfDatabase(exception))
        {
            await Drop();
            return WriteOutcome.NotNow;
        }

        try
        {
            await _append!.Execute(rows);
            return WriteOutcome.Written;
        }
        catch (PostgresException exception)
        {
            LastRefusal = exception.SqlState;
            var outcome = WriteOutcomes.Of(exception);
            if (outcome is WriteOutcome.OutcomeUnknown or WriteOutcome.NotNow)
            {
                await Drop();
            }

            return outcome;
        }
        catch (EncoderFallbackException)
        {
            // A text that is no Unicode: thrown while the message is written, so the statement never reached the server.
            LastRefusal = PostgresErrorCodes.CharacterNotInRepertoire;
            await Drop();
            return WriteOutcome.BadRow;
        }
        catch (Exception exception) when (IsFaultOfDatabase(exception))
        {
            await Drop();
            return WriteOutcome.OutcomeUnknown;
        }
    }

    /// <summary>Who holds the keys of these rows; null when the database cannot tell now.</summary>
    public async Task<List<TakenKey>?> FindTaken(List<PendingAppend> rows)
    {
        try
        {
            await Open();
            await using var command = new NpgsqlCommand(FindSql, _connection) { CommandTimeout = _timeoutSeconds };
            command.Parameters.Add(Keys(rows.ConvertAll(row => row.Row.StreamId), NpgsqlDbType.Uuid));
            command.Parameters.Add(Keys(rows.ConvertAll(row => row.Row.Seq), NpgsqlDbType.Integer));
            var taken = new List<TakenKey>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                taken.Add(new TakenKey(reader.GetGuid(0), reader.GetInt32(1), reader.GetGuid(2), reader.GetFieldValue<byte[]>(3)));
            }

            return taken;
        }
        catch (Exception exception) when (IsFaultOfDatabase(exception))
        {
            await Drop();
            return null;
        }
    }

    public async ValueTask DisposeAsync() => await Drop();

    // Npgsql reports a session cut in mid-flight by several types, none of which says whether the server had committed.
    private static bool IsFaultOfDatabase(Exception exception) =>
        exception is NpgsqlException or TimeoutException or IOException or ObjectDisposedException or InvalidOperationException
            or OperationCanceledException;

    private static NpgsqlParameter<List<T>> Keys<T>(List<T> values, NpgsqlDbType type) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };

    private async Task Open()
    {
        if (_connection is not null)
        {
            return;
        }

        _connection = await source.OpenConnectionAsync();
        _append = new AppendCommand(_connection, _timeoutSeconds);
        await _append.Prepare();
        _lockTimeoutMilliseconds = options.LockTimeoutMilliseconds;
    }

    private async Task SetLockTimeout(int milliseconds)
    {
        if (_lockTimeoutMilliseconds != milliseconds)
        {
            await using var command = new NpgsqlCommand($"set lock_timeout = {milliseconds}", _connection) { CommandTimeout = _timeoutSeconds };
            await command.ExecuteNonQueryAsync();
            _lockTimeoutMilliseconds = milliseconds;
        }
    }

    private async Task Drop()
    {
        var connection = _connection;
        _connection = null;
        _append?.Dispose();
        _append = null;
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }
}

/// <summary>A committed row that stands where one of ours was to go.</summary>
internal readonly record struct TakenKey(Guid StreamId, int Seq, Guid CommandId, byte[] Data)
{
    /// <summary>
    /// The same command with the same bytes in the same place is our own row, written by an attempt whose answer was lost. The same command with other
    /// bytes was decided by another activation: its answer must be read from the log.
    /// </summary>
    public bool Is(LogRow row) => CommandId == row.CommandId && row.Data.Span.SequenceEqual(Data);

    public bool Holds(LogRow row) => StreamId == row.StreamId && Seq == row.Seq;
}
