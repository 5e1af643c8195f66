#if ORLEANS
using AfterSales.LoadTests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.LoadTests.Compare.Stock;

/// <summary>A silo in this process with nothing but the stock grain and the stock provider on its official tables.</summary>
internal sealed class StockSilo : IAsyncDisposable
{
    public const string Storage = "stock";
    private const string Invariant = "Npgsql";

    /// <summary>As they are called in Orleans' repository (src/AdoNet); run in this order.</summary>
    private static readonly string[] Scripts = ["PostgreSQL-Main.sql", "PostgreSQL-Persistence.sql"];

    private readonly IHost _host;

    private StockSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <param name="database">Empty.</param>
    /// <param name="pooled">Its connection string with the pool the provider uses.</param>
    /// <param name="scripts">Folder in which the official scripts lie, at any depth.</param>
    public static async Task<StockSilo> Start(BenchDatabase database, string pooled, DirectoryInfo scripts)
    {
        await using (var source = NpgsqlDataSource.Create(database.ConnectionString))
        {
            foreach (var name in Scripts)
            {
                await using var command = source.CreateCommand(await File.ReadAllTextAsync(Find(scripts, name)));
                await command.ExecuteNonQueryAsync();
            }
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ServiceProcess.FreePort(), ServiceProcess.FreePort())
            .AddAdoNetGrainStorage(Storage, options => (options.Invariant, options.ConnectionString) = (Invariant, pooled)));
        var host = builder.Build();
        await host.StartAsync();
        return new StockSilo(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static string Find(DirectoryInfo scripts, string name) =>
        (scripts.Exists ? scripts.EnumerateFiles(name, SearchOption.AllDirectories).FirstOrDefault()?.FullName : null)
        ?? throw new BenchRefusedException($"--stock-scripts: there is no {name} in {scripts.FullName}; the scripts are in Orleans' repository under src/AdoNet.");
}
#endif
