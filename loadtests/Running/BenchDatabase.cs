using Npgsql;

namespace AfterSales.LoadTests.Running;

/// <summary>A database of its own for one bench, dropped at its end.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private BenchDatabase(string server, string name)
    {
        _server = server;
        _name = name;
    }

    /// <summary>Connection string of a server where databases may be created, as <c>./bench</c> sets it.</summary>
    public static string Server => Environment.GetEnvironmentVariable("AFTERSALES_DB") is { Length: > 0 } server
        ? Checked(server)
        : throw new BenchRefusedException("AFTERSALES_DB names no PostgreSQL server; ./bench starts a private one.");

    private static string Checked(string server)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(server).ConnectionString;
        }
        catch (ArgumentException)
        {
            // The exception quotes the string, which may hold a password.
            throw new BenchRefusedException("AFTERSALES_DB is not an Npgsql connection string (Host=...;Username=...;Database=...).");
        }
    }

    public static Task<BenchDatabase> Create(string bench) => Create(bench, Server);

    public static async Task<BenchDatabase> Create(string bench, string server)
    {
        var database = new BenchDatabase(server, $"aftersales_bench_{bench}_{Guid.NewGuid():N}"[..40]);
        await database.OnServer($"create database \"{database._name}\"");
        return database;
    }

    /// <summary>Names server and database, nothing else: the product sets up its own pools.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    /// <summary>With a pool as the references use it: statements prepared from their second use on, no reset between uses.</summary>
    public string PooledConnectionString(int connections) => new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        MinPoolSize = connections,
        MaxPoolSize = connections,
        MaxAutoPrepare = 50,
        AutoPrepareMinUsages = 2,
        Enlist = false,
        NoResetOnClose = true,
    }.ConnectionString;

    public NpgsqlDataSource Open(int connections) => NpgsqlDataSource.Create(PooledConnectionString(connections));

    /// <summary>What one round left for the disk is written before the next begins, so that no round pays for another.</summary>
    public Task Settle() => OnServer("checkpoint");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await OnServer($"drop database if exists \"{_name}\" with (force)");
    }

    private async Task OnServer(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The bench cannot run as asked; one clear line for whoever asked.</summary>
internal sealed class BenchRefusedException(string message) : Exception(message);
