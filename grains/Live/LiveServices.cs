using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AfterSales.Live;

/// <summary>Registration of the live feed.</summary>
public static class LiveServices
{
    /// <summary>For every process that serves the API; after the storage.</summary>
    public static IServiceCollection AddLiveFeed(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration("Live").ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LiveMetrics>();
        services.AddSingleton<ILiveLog, PostgresLiveLog>();
        services.AddSingleton<CatchUp>();
        services.AddSingleton<LiveTail>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveTail>());
        services.AddSingleton<ILiveFeed, LiveFeed>();
        services.AddSingleton<IStreamTickets, StreamTickets>();
        return services;
    }
}
