using System.Net;
using System.Net.Sockets;
using AfterSales.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AfterSales.Tests.Api.Fixtures;

/// <summary>The whole product in this process on a database of its own, spoken to through HTTP.</summary>
public sealed class SystemFixture : IAsyncLifetime
{
    public const string DevelopmentKey = "dGVzdC1vbmx5LWtleS10ZXN0LW9ubHkta2V5LXRlc3Qtb25seS1rZXkh";

    private WebApplication? _app;

    public string ConnectionString { get; private set; } = "";

    public ApiClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        if (TestDatabase.Server is null)
        {
            return;
        }

        ConnectionString = await TestDatabase.Create();
        _app = await Start(ConnectionString);
        Client = new ApiClient(AddressOf(_app));
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            await TestDatabase.Drop(ConnectionString);
        }
    }

    internal static async Task<WebApplication> Start(string connectionString, params (string Key, string Value)[] settings)
    {
        Environment.SetEnvironmentVariable("DOTNET_ENVIRONMENT", "Development");
        var options = new ServeOptions { Url = "http://127.0.0.1:0", SiloPort = FreePort(), GatewayPort = FreePort() };
        var app = AfterSalesHost.Build(options, builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:ConnectionString"] = connectionString,
                ["Auth:DevelopmentKey"] = DevelopmentKey,
            });
            builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
#if EMBEDDED
            // References would hide aliasing and serialization faults: copy as a network would.
            builder.Services.PostConfigure<Orleans.Embedded.EmbeddedEngineOptions>(engine => engine.CopyMessages = true);
#endif
        });
        await app.StartAsync();
        return app;
    }

    internal static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
