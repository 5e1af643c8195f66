using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Orleans.Embedded;

/// <summary>The engine's face to its host.</summary>
public static class EmbeddedEngineServiceCollectionExtensions
{
    /// <summary>
    /// Adds the single-process engine: <see cref="IGrainFactory"/> and <see cref="IClusterClient"/>, and a hosted service that starts reminders and,
    /// at stop, refuses new calls and deactivates all grains.
    /// </summary>
    public static IServiceCollection AddEmbeddedEngine(this IServiceCollection services, Action<EmbeddedEngineOptions> configure)
    {
        services.AddLogging();
        services.AddOptions<EmbeddedEngineOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmbeddedEngineOptions>, EmbeddedEngineOptionsValidator>());
        services.TryAddSingleton<EmbeddedEngine>();
        services.TryAddSingleton<ReminderService>();
        services.TryAddSingleton(static s => StateStore(s.GetRequiredService<EmbeddedEngine>().Options));
        services.TryAddSingleton(static s => ReminderTable(s.GetRequiredService<EmbeddedEngine>().Options));
        services.TryAddSingleton<IGrainFactory>(static s => s.GetRequiredService<EmbeddedEngine>());
        services.TryAddSingleton<IClusterClient>(static s => s.GetRequiredService<EmbeddedEngine>());
        return services.AddHostedService<Host>();
    }

    private static IGrainStateStore StateStore(EmbeddedEngineOptions options) =>
        options.DataSource is { } source ? new NpgsqlGrainStateStore(source, options.ServiceId) : new MemoryGrainStateStore();

    private static IReminderTable ReminderTable(EmbeddedEngineOptions options) =>
        options.DataSource is { } source ? new NpgsqlReminderTable(source, options.ServiceId) : new MemoryReminderTable();

    private sealed class Host(EmbeddedEngine engine, ReminderService reminders) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            reminders.Start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(reminders.StopAsync(), engine.StopAsync(cancellationToken));
    }
}
