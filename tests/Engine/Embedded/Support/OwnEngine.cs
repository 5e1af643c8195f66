using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>An engine for one test, on time and settings of its own.</summary>
internal sealed class OwnEngine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OwnEngine(ManualTimeProvider time, Action<EmbeddedEngineOptions>? configure)
    {
        Time = time;
        var services = new ServiceCollection();
        services.AddEmbeddedEngine(options =>
        {
            options.GrainAssemblies.Add(typeof(OwnEngine).Assembly);
            options.TimeProvider = Time;
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
    }

    public ManualTimeProvider Time { get; }

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    public static async Task<OwnEngine> StartAsync(Action<EmbeddedEngineOptions>? configure = null, ManualTimeProvider? time = null)
    {
        var engine = new OwnEngine(time ?? new ManualTimeProvider(), configure);
        foreach (IHostedService service in engine._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return engine;
    }

    public async Task StopAsync()
    {
        foreach (IHostedService service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
