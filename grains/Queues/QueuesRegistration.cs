using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Streams;
using AfterSales.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AfterSales.Queues;

/// <summary>The services of queues.</summary>
public static class QueuesRegistration
{
    /// <summary>The catalog, which every process follows. Call after the engine was added, so that its first reading finds the grains running.</summary>
    public static IServiceCollection AddQueueCatalog(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<QueueCatalog>()
            .AddSingleton<IQueueSource>(provider => provider.GetRequiredService<QueueCatalog>())
            .AddHostedService(provider => provider.GetRequiredService<QueueCatalog>());
    }

    /// <summary>What a silo needs: the catalog, and the shards with their keeper. An <see cref="IRoutingView"/> and calendars must be registered too.</summary>
    public static IServiceCollection AddQueues(this IServiceCollection services) => services
        .AddQueueCatalog()
        .AddSingleton(provider => new QueueServices(
            provider.GetRequiredService<IRoutingView>(),
            provider.GetRequiredService<IQueueSource>(),
            provider.GetRequiredService<IPolicySource>(),
            provider.GetRequiredService<ICalendarSource>(),
            provider.GetRequiredService<IBusinessClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<MembershipEpoch>()))
        .AddHostedService<QueueKeeper>();
}
