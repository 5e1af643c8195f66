using AfterSales.Log;
using AfterSales.ReadModel;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>Registration of the followers of the log.</summary>
public static class FollowerServices
{
    /// <summary>
    /// The follower of read model and actors, and the rebuild of a raised projection. Silos only, after <c>AddReadModel</c>; the projectors
    /// (<see cref="ITicketProjector"/>, <see cref="IOrderProjector"/>) and <see cref="ILogReader"/> come from their features.
    /// </summary>
    public static IServiceCollection AddFollowers(this IServiceCollection services)
    {
        services.AddOptions<FollowerOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<FollowerMetrics>();
        services.AddSingleton<FollowerCursors>();
        services.AddSingleton<ViewGaps>();
        services.AddSingleton<ProjectionRegister>();
        services.AddSingleton(provider => Repair<TicketRow, DirtyTickets>(provider, provider.GetRequiredService<ITicketProjector>().Project));
        services.AddSingleton(provider => Repair<OrderRow, DirtyOrders>(provider, provider.GetRequiredService<IOrderProjector>().Project));
        services.AddSingleton<ReadModelRepair>();
        services.AddSingleton<FactsReader>();
        services.AddSingleton<FactsTeller>();
        services.AddLogFollower<ProjectionConsumer>();
        services.AddLogFollower<RebuildConsumer>();
        return services;
    }

    /// <summary>GET /v1/events; needs only <see cref="ILogReader"/>.</summary>
    public static IServiceCollection AddEventExport(this IServiceCollection services) => services.AddSingleton<IEventExport, EventExport>();

    /// <summary>One more consumer of the log, with a cursor of its own.</summary>
    internal static IServiceCollection AddLogFollower<TConsumer>(this IServiceCollection services)
        where TConsumer : class, ILogConsumer
    {
        services.AddSingleton<TConsumer>();
        // Not AddHostedService: that takes one service per type, and every follower is of the same type.
        return services.AddSingleton<IHostedService>(provider =>
            ActivatorUtilities.CreateInstance<LogFollower>(provider, provider.GetRequiredService<TConsumer>()));
    }

    private static ViewRepair<TRow> Repair<TRow, TDirty>(IServiceProvider provider, Func<Guid, CancellationToken, Task<TRow?>> project)
        where TRow : class
        where TDirty : DirtySet<TRow> => new(
            provider.GetRequiredService<TDirty>(),
            provider.GetRequiredService<IRowWriter<TRow>>(),
            project,
            provider.GetRequiredService<FollowerMetrics>(),
            provider.GetRequiredService<IOptions<FollowerOptions>>(),
            provider.GetRequiredService<IOptions<ReadModelOptions>>());
}
