using AfterSales.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;

namespace AfterSales.LoadTests.Product;

/// <summary>The product in this process: silo and API as a deployment has them, on a database of the bench's own.</summary>
internal sealed class ProductHost : IAsyncDisposable
{
    private static readonly TimeSpan ListsCatchUpWithin = TimeSpan.FromMinutes(2);
    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _observer;

    private ProductHost(WebApplication app, NpgsqlDataSource observer)
    {
        _app = app;
        _observer = observer;
    }

    public IServiceProvider Services => _app.Services;

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    public static async Task<ProductHost> Start(string connectionString)
    {
        var app = AfterSalesHost.Build(
            new ServeOptions { Url = "http://127.0.0.1:0" },
            builder => ProductSettings.Apply(builder.Configuration, connectionString, ProductTokens.NewKey()));
        await app.StartAsync();
        return new ProductHost(app, NpgsqlDataSource.Create(connectionString));
    }

    /// <summary>Waits until the read model shows so many settled cases. Throws when it does not get there.</summary>
    public async Task ListsShow(int settled)
    {
        using var deadline = new CancellationTokenSource(ListsCatchUpWithin);
        await using var count = _observer.CreateCommand("select count(*) from ticket_view where settled");
        while ((long)(await count.ExecuteScalarAsync(deadline.Token))! < settled)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _observer.DisposeAsync();
    }
}
