using Npgsql;
using Xunit;

namespace AfterSales.Tests.Storage.Fixtures;

/// <summary>A database of its own for one test class, with nothing in it.</summary>
public class EmptyDatabase : IAsyncLifetime
{
    private string? _connectionString;
    private NpgsqlDataSource? _source;

    public string ConnectionString
    {
        get
        {
            PostgresServer.Require();
            return _connectionString!;
        }
    }

    /// <summary>Connections of a bystander, outside the pools under test.</summary>
    public NpgsqlDataSource Source => _source ??= NpgsqlDataSource.Create(ConnectionString);

    public virtual async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsGiven)
        {
            _connectionString = await PostgresServer.CreateDatabase();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        if (_connectionString is not null)
        {
            await PostgresServer.DropDatabase(_connectionString);
        }

        GC.SuppressFinalize(this);
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task Execute(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
