using Npgsql;
using Xunit;

namespace AfterSales.Tests.Storage.Fixtures;

/// <summary>The server of AFTERSALES_TEST_DB: an Npgsql connection string of a superuser who may create databases.</summary>
internal static class PostgresServer
{
    private static readonly string? Configured = Environment.GetEnvironmentVariable("AFTERSALES_TEST_DB");

    /// <summary>Skips the calling test where no server is given.</summary>
    public static void Require() => Assert.SkipWhen(string.IsNullOrEmpty(Configured), "AFTERSALES_TEST_DB names no PostgreSQL server.");

    public static bool IsGiven => !string.IsNullOrEmpty(Configured);

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public static async Task<string> CreateDatabase()
    {
        Require();
        var name = $"t_{Guid.NewGuid():N}";
        await Execute($"create database {name}");
        return new NpgsqlConnectionStringBuilder(Configured) { Database = name }.ConnectionString;
    }

    public static Task DropDatabase(string connectionString) =>
        Execute($"drop database if exists {NameOf(connectionString)} with (force)");

    /// <summary>Ends every session of the database, and refuses new ones until <see cref="Admit"/>: to a client, a server that is gone.</summary>
    public static async Task Refuse(string connectionString)
    {
        var name = NameOf(connectionString);
        await Execute($"alter database {name} allow_connections false");
        await Execute($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
    }

    public static Task Admit(string connectionString) => Execute($"alter database {NameOf(connectionString)} allow_connections true");

    public static Task Terminate(string connectionString, string application) => Execute(
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{NameOf(connectionString)}' and application_name = '{application}'");

    private static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Configured) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
