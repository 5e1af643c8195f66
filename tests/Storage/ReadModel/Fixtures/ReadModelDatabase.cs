using AfterSales.Log;
using AfterSales.Storage;
using Npgsql;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>A database of its own with the whole schema, on the server that AFTERSALES_TEST_DB names; dropped at the end.</summary>
internal sealed class ReadModelDatabase : IAsyncDisposable
{
    private readonly string _name;

    private ReadModelDatabase(string name, string connectionString)
    {
        _name = name;
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
    }

    public static string? Server => Environment.GetEnvironmentVariable("AFTERSALES_TEST_DB");

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<ReadModelDatabase> Create()
    {
        var name = $"readmodel_{Guid.NewGuid():N}";
        await OnServer($"create database {name}");
        var settings = new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 20, MaxAutoPrepare = 50, Timeout = 5 };
        var database = new ReadModelDatabase(name, settings.ConnectionString);
        foreach (var statement in Migration.All.SelectMany(step => step.Statements))
        {
            await database.Execute(statement);
        }

        return database;
    }

    public async Task Execute(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T?> Ask<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>Appends rows with the given seqs to a stream, in one transaction each.</summary>
    public async Task Append(StreamKind kind, Guid stream, int fromSeq, int toSeq)
    {
        for (var seq = fromSeq; seq <= toSeq; seq++)
        {
            await using var command = LogRows.Insert(kind, stream, seq);
            await using var connection = await Source.OpenConnectionAsync();
            command.Connection = connection;
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>
    /// Waits until a reader of the log sees every committed row: a transaction of another test, in whichever database of the server, holds
    /// readers back as long as it is open.
    /// </summary>
    public Task Readable() => Eventually.True(
        () => Ask<bool>("select not exists (select 1 from event_log where tx >= pg_snapshot_xmin(pg_current_snapshot()))"), "the log is readable to its end");

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await OnServer($"drop database if exists {_name} with (force)");
    }

    private static async Task OnServer(string sql)
    {
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
