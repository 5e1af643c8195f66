using Microsoft.Extensions.Hosting;
#if ORLEANS
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
#else
using Orleans.Embedded;
#endif

namespace AfterSales.Tests.Engine;

/// <summary>The one place where the common tests know which engine they run on.</summary>
internal static class EngineSetup
{
#if ORLEANS
    public static void AddEngine(HostApplicationBuilder builder) => builder.UseOrleans(static silo => silo
        .UseLocalhostClustering(FreePort(), FreePort())
        .AddMemoryGrainStorageAsDefault()
        .UseInMemoryReminderService()
        .Configure<SiloMessagingOptions>(static o => o.ResponseTimeout = o.SystemResponseTimeout = EngineFixture.ResponseTimeout)
        .Configure<ClientMessagingOptions>(static o => o.ResponseTimeout = EngineFixture.ResponseTimeout)
        .Configure<EndpointOptions>(static o => o.AdvertisedIPAddress = IPAddress.Loopback));

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
#else
    public static void AddEngine(HostApplicationBuilder builder) => builder.Services.AddEmbeddedEngine(static options =>
    {
        options.GrainAssemblies.Add(typeof(EngineSetup).Assembly);
        options.ResponseTimeout = EngineFixture.ResponseTimeout;
        options.ReminderPollInterval = TimeSpan.FromMilliseconds(100);
        options.CopyMessages = true;
    });
#endif
}
