using AfterSales.Followers;
using AfterSales.Streams;
using AfterSales.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AfterSales.Sla;

/// <summary>The services of the wheel.</summary>
public static class SlaRegistration
{
    /// <summary>Silos only: shards, the fast path to them, and their keeper. Call after the engine was added. An <see cref="IDueView"/>, queues and policies must be registered too.</summary>
    public static IServiceCollection AddSlaWheel(this IServiceCollection services)
    {
        services.AddOptions<SlaOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SlaMetrics>();
        services.AddSingleton(provider => new WheelServices(
            provider.GetRequiredService<IDueView>(),
            provider.GetRequiredService<IBusinessClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<MembershipEpoch>(),
            provider.GetRequiredService<SlaMetrics>(),
            provider.GetRequiredService<IOptions<SlaOptions>>()));
        services.AddSingleton<DueFeed>();
        services.AddSingleton<IDueFeed>(provider => provider.GetRequiredService<DueFeed>());
        services.AddHostedService(provider => provider.GetRequiredService<DueFeed>());
        services.AddHostedService<SupervisorWatch>();
        return services.AddHostedService<WheelKeeper>();
    }

    /// <summary>The clock of Development; for every process that serves the API. Reads the read model.</summary>
    public static IServiceCollection AddClockJourney(this IServiceCollection services) =>
        services.AddSingleton<IFollowedLog, FollowedLog>().AddSingleton<IClockJourney, ClockJourney>();
}
