using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AfterSales.Live;

/// <summary>Registration of the live feed.</summary>
public static class LiveServices
{
    /// <summary>For every process that serves the API; after the storage.</summary>
    public static IServiceCollection AddLiveFeed(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration("Live").ValidateDataAnnotations()
            .Validate(live => live.MaxBehind >= 2 * live.PageSize, "Live:MaxBehind must be at least twice Live:PageSize.")
            .ValidateOnStart();
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
