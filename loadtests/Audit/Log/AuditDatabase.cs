using Npgsql;

namespace AfterSales.LoadTests.Audit.Log;

/// <summary>The system's database. One session for everything, because the journals are in a temporary table of it.</summary>
internal sealed class AuditDatabase : IAsyncDisposable
{
    // The comparison sorts and joins whole logs; it must not spill more than it has to, and nobody else works meanwhile.
    private const string Setup = "set work_mem = '128MB'; set jit = off; set max_parallel_workers_per_gather = 0";

    private readonly NpgsqlConnection _connection;

    private AuditDatabase(NpgsqlConnection connection) => _connection = connection;

    public NpgsqlConnection Connection => _connection;

    public static async Task<AuditDatabase> Open(string connectionString, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 900 }.ConnectionString);
        await connection.OpenAsync(cancellation);
        var database = new AuditDatabase(connection);
        await database.Execute(Setup, cancellation);
        return database;
    }

    public async Task Execute(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<T> Value<T>(string sql, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Rows one after the other; nothing else may be asked of the session meanwhile.</summary>
    public async IAsyncEnumerable<NpgsqlDataReader> Rows(
        string sql, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return reader;
        }
    }

    /// <summary>Everything until <see cref="Thaw"/> is of one moment. Read only: it holds back nobody.</summary>
    public Task Freeze(CancellationToken cancellation) => Execute("begin isolation level repeatable read read only", cancellation);

    public Task Thaw(CancellationToken cancellation) => Execute("commit", cancellation);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var value in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
