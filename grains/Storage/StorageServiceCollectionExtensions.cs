using AfterSales.Log;
using AfterSales.Log.Postgres;
using AfterSales.Streams;
using AfterSales.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Storage;

/// <summary>The only public face of storage: PostgreSQL pools, migrations at start, the event log, its reader, business time, health.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>Registers storage, bound to the host's sections. Options are validated at start, all errors at once.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="storage">Section with <see cref="StorageOptions"/>.</param>
    /// <param name="log">Section with <see cref="EventLogOptions"/>; null keeps the defaults.</param>
    public static IServiceCollection AddAfterSalesStorage(this IServiceCollection services, IConfiguration storage, IConfiguration? log = null) =>
        services.AddAfterSalesStorage(storage.Bind, options => log?.Bind(options));

    /// <inheritdoc cref="AddAfterSalesStorage(IServiceCollection, IConfiguration, IConfiguration?)"/>
    public static IServiceCollection AddAfterSalesStorage(
        this IServiceCollection services, Action<StorageOptions> storage, Action<EventLogOptions>? log = null)
    {
        services.AddOptions<StorageOptions>().Configure(storage).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<EventLogOptions>().Configure(log ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSingleton<IValidateOptions<EventLogOptions>, EventLogOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();

        services.AddSingleton<StorageDataSources>();
        services.AddSingleton(provider => new ServerCheck(provider.GetRequiredService<StorageDataSources>().Administration));
        services.AddSingleton(provider => new LogRepair(provider.GetRequiredService<StorageDataSources>().Administration));
        services.AddSingleton(provider => new Migrator(
            provider.GetRequiredService<StorageDataSources>().Administration, Migration.All, provider.GetRequiredService<ILogger<Migrator>>()));
        services.AddSingleton<IStorageHealth, StorageHealth>();
        services.AddHostedService<StorageStartup>();

        services.AddSingleton<LogMetrics>();
        services.AddSingleton<IEventLog, PostgresEventLog>();
        services.AddSingleton<ILogReader, PostgresLogReader>();
        services.TryAddSingleton<MembershipEpoch>();

        services.AddSingleton<BusinessClock>();
        services.AddSingleton<IBusinessClock>(provider => provider.GetRequiredService<BusinessClock>());
        services.AddSingleton<IBusinessClockControl>(provider => provider.GetRequiredService<BusinessClock>());
        services.AddHostedService<BusinessClockFollower>();
        return services;
    }
}
