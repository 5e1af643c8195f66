using AfterSales.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(EngineFixture))]

namespace AfterSales.Tests.Engine;

/// <summary>A running engine of this build, with state and reminders in memory, shared by the tests that both engines must pass.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private IHost? _host;

    /// <summary>How long a call waits for its answer; long enough for a slow machine, short enough for the test of the timeout.</summary>
    public static TimeSpan ResponseTimeout { get; } = TimeSpan.FromSeconds(3);

    public IGrainFactory Grains => _host!.Services.GetRequiredService<IClusterClient>();

    public async ValueTask InitializeAsync()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        EngineSetup.AddEngine(builder);
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }
}
