using Npgsql;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>A database of its own on the server named in AFTERSALES_TEST_DB, with the two tables as the silo's migrations make them.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private const string Tables = """
        create table if not exists grain_storage (
            service_id text not null, grain_type text not null, grain_key text not null, payload bytea, version int not null,
            modified_at timestamptz not null, primary key (service_id, grain_type, grain_key));
        create table if not exists embedded_reminder (
            service_id text not null, grain_type text not null, grain_key text not null, name text not null, start_at timestamptz not null,
            period_ms bigint not null, primary key (service_id, grain_type, grain_key, name));
        """;

    private static readonly string? Server = Environment.GetEnvironmentVariable("AFTERSALES_TEST_DB");

    private readonly string _name = $"engine_{Guid.NewGuid():N}";
    private NpgsqlDataSource? _source;

    public NpgsqlDataSource Source
    {
        get
        {
            Assert.SkipWhen(_source is null, "AFTERSALES_TEST_DB names no PostgreSQL server.");
            return _source!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Server is not null)
        {
            await OnServerAsync($"create database {_name}");
            _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server) { Database = _name }.ConnectionString);
            await using NpgsqlCommand command = _source.CreateCommand(Tables);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
            await OnServerAsync($"drop database {_name} with (force)");
        }
    }

    private static async Task OnServerAsync(string sql)
    {
        await using NpgsqlDataSource server = NpgsqlDataSource.Create(Server!);
        await using NpgsqlCommand command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
