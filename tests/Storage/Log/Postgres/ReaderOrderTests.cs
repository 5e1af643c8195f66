using AfterSales.Log;
using AfterSales.Tests.Storage.Fixtures;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Postgres;

/// <summary>
/// Symptom: a follower paging by position loses rows. Cause: positions are drawn before the commit, so a smaller one can become visible after a
/// larger one.
/// </summary>
public sealed class ReaderOrderTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    [Fact]
    public async Task Transactions_that_commit_in_reverse_order_of_position_lose_no_row()
    {
        await using var store = new PostgresLog(database.ConnectionString);
        var (early, late) = (Rows.Row(Guid.NewGuid(), 1), Rows.Row(Guid.NewGuid(), 1));
        await using var first = await OpenTransaction();
        await using var second = await OpenTransaction();

        // The first transaction has the older id but draws the larger positions, and the second is committed first.
        await second.Write(Rows.Row(Guid.NewGuid(), 1));
        await first.Write(early);
        await second.Write(late);
        await second.Commit();

        Assert.Empty(await store.Reader.Read(LogCursor.Start, 100, CancellationToken.None));
        var whileOpen = await store.Log.Append(Rows.Row(Guid.NewGuid(), 1));
        Assert.Equal(AppendStatus.Committed, whileOpen);
        Assert.Empty(await store.Reader.ReadMarks(LogCursor.Start, 100, CancellationToken.None));

        await first.Commit();

        // Other tests on this server may have transactions open too.
        await Patience.Until("all rows are visible", async () => (await store.Reader.ReadMarks(LogCursor.Start, 100, CancellationToken.None)).Count == 4);
        var seen = new List<Guid>();
        var cursor = LogCursor.Start;
        while (await store.Reader.Read(cursor, 1, CancellationToken.None) is [var next])
        {
            Assert.True(next.Cursor.CompareTo(cursor) > 0);
            seen.Add(next.Row.StreamId);
            cursor = next.Cursor;
        }

        Assert.Equal(4, seen.Count);
        Assert.Equal(4, seen.Distinct().Count());
        Assert.Contains(early.StreamId, seen);
        Assert.Contains(late.StreamId, seen);
    }

    private async Task<RawWriter> OpenTransaction() => await RawWriter.Open(database.Source);
}

/// <summary>Another process that writes to the log by hand, inside a transaction it keeps open.</summary>
internal sealed class RawWriter : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private RawWriter(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        _connection = connection;
        _transaction = transaction;
    }

    public static async Task<RawWriter> Open(NpgsqlDataSource source)
    {
        var connection = await source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select pg_current_xact_id()", connection, transaction);
        await command.ExecuteNonQueryAsync();
        return new RawWriter(connection, transaction);
    }

    public async Task Write(LogRow row)
    {
        await using var command = new NpgsqlCommand(
            "insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, data) values (1, $1, $2, now(), 'zombie', $3, '[]')",
            _connection, _transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.StreamId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = row.Seq });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.CommandId });
        await command.ExecuteNonQueryAsync();
    }

    public Task Commit() => _transaction.CommitAsync();

    public Task Rollback() => _transaction.RollbackAsync();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
