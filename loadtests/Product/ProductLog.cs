using AfterSales.Log;
using AfterSales.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AfterSales.LoadTests.Product;

/// <summary>The product's storage alone: its log without grains, followers and API.</summary>
internal sealed class ProductLog : IAsyncDisposable
{
    private readonly IHost _host;

    private ProductLog(IHost host) => _host = host;

    public IEventLog Log => _host.Services.GetRequiredService<IEventLog>();

    public static async Task<ProductLog> Start(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        ProductSettings.Apply(builder.Configuration, connectionString, ProductTokens.NewKey());
        builder.Services.AddAfterSalesStorage(builder.Configuration.GetSection("Storage"));
        var host = builder.Build();
        await host.StartAsync();
        return new ProductLog(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
