using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        services.TryAddSingleton<EngineDatabase>();
        services.TryAddSingleton<IGrainStateStore>(static s => s.GetRequiredService<EngineDatabase>().StateStore());
        services.TryAddSingleton<IReminderTable>(static s => s.GetRequiredService<EngineDatabase>().ReminderTable());
        services.TryAddSingleton<ReminderRegistry>();
        services.TryAddSingleton<ReminderService>();
        services.TryAddSingleton<IGrainFactory>(static s => s.GetRequiredService<EmbeddedEngine>());
        services.TryAddSingleton<IClusterClient>(static s => s.GetRequiredService<EmbeddedEngine>());
        services.AddHostedService<EmbeddedEngineHost>();
        return services;
    }
}
