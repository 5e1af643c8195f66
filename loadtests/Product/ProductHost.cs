using AfterSales.Hosting;
using AfterSales.LoadTests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;

namespace AfterSales.LoadTests.Product;

/// <summary>The product in this process: silo and API as a deployment has them, on a database of the bench's own.</summary>
internal sealed class ProductHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _observer;

    private ProductHost(WebApplication app, NpgsqlDataSource observer, string key)
    {
        _app = app;
        _observer = observer;
        Key = key;
    }

    /// <summary>Signs development tokens.</summary>
    public string Key { get; }

    /// <summary>Where its API listens.</summary>
    public Uri Url => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    /// <param name="connectionString">A database of the bench's own.</param>
    /// <param name="configure">What a bench changes beside the settings.</param>
    public static async Task<ProductHost> Start(string connectionString, Action<WebApplicationBuilder>? configure = null)
    {
        // Development tokens exist outside Production only, and the host asks the process what it is.
        Environment.SetEnvironmentVariable(ProductSettings.EnvironmentVariable, ProductSettings.EnvironmentName);
        var key = ProductTokens.NewKey();
        var app = AfterSalesHost.Build(
            new ServeOptions { Url = "http://127.0.0.1:0", SiloPort = ServiceProcess.FreePort(), GatewayPort = ServiceProcess.FreePort() },
            builder =>
            {
                ProductSettings.Apply(builder.Configuration, connectionString, key);
                configure?.Invoke(builder);
            });
        await app.StartAsync();
        return new ProductHost(app, NpgsqlDataSource.Create(connectionString), key);
    }

    /// <summary>Waits until lists, orders and customers know of so many settled cases.</summary>
    public Task CatchUp(int settled) => ProductLag.Wait(_observer, ProductLag.CaughtUp, settled);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _observer.DisposeAsync();
    }
}
