using Npgsql;
using Xunit;

namespace AfterSales.Tests.Api.Fixtures;

/// <summary>A database of its own on the server that AFTERSALES_TEST_DB names; ./test starts one.</summary>
internal static class TestDatabase
{
    public const string Variable = "AFTERSALES_TEST_DB";

    public static string? Server { get; } = Environment.GetEnvironmentVariable(Variable);

    public static void Require() => Assert.SkipWhen(Server is null, $"{Variable} is not set: run ./test, or name a PostgreSQL where databases may be created.");

    public static async Task<string> Create()
    {
        var name = $"api_{Guid.NewGuid():N}";
        await Execute($"create database {name}");
        return new NpgsqlConnectionStringBuilder(Server) { Database = name }.ConnectionString;
    }

    public static Task Drop(string connectionString) =>
        Execute($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
