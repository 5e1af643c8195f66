using System.Collections.Immutable;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Tests.LoadTests.Audit.Support;

/// <summary>The product with real components in this process, as a run meets it: by its address and its database.</summary>
internal sealed class HostedSystem : LoadedSystem
{
    private readonly List<ProductHost> _hosts = [];
    private readonly List<HttpClient> _clients = [];
    private readonly BenchDatabase _database;

    private HostedSystem(BenchDatabase database) => _database = database;

    public override ImmutableArray<Uri> Fronts => [.. _clients.Select(client => client.BaseAddress!)];

    public override string Key { get; } = ProductTokens.NewKey();

    public override string ConnectionString => _database.ConnectionString;

    public override ImmutableArray<SystemProcess> Processes => [];

    public override string? WebhookRecord => RecordOfWebhooks;

    public string? RecordOfWebhooks { get; set; }

    public static async Task<HostedSystem> Start(Action<WebApplicationBuilder>? configure = null)
    {
        var system = new HostedSystem(await BenchDatabase.Create("audit", Servers.Test!));
        await system.AddHost(configure);
        return system;
    }

    /// <summary>One more process' worth of the product on the same database.</summary>
    public async Task AddHost(Action<WebApplicationBuilder>? configure = null)
    {
        var host = await ProductHost.Start(ConnectionString, builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Auth:DevelopmentKey"] = Key,
                ["Webhooks:AllowInsecure"] = "true",
                ["Webhooks:AllowPrivateAddresses"] = "true",
                ["Logging:LogLevel:Default"] = "None",
            });
            configure?.Invoke(builder);
        });
        _hosts.Add(host);
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _clients.Add(new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) });
    }

    public ApiClient Front(int number = 0) => new(_clients[number], ProductTokens.Cache(Key).Of);

    public async Task Execute(string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _database.DisposeAsync();
    }
}

internal static class Servers
{
    public const string Variable = "AFTERSALES_TEST_DB";

    public static string? Test => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    public static void Require() => Assert.SkipWhen(Test is null, $"{Variable} names no PostgreSQL server.");
}
