using AfterSales.Log;
using AfterSales.Queues;
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
    /// (<see cref="ITicketProjector"/>, <see cref="IOrderProjector"/>, <see cref="IAgentProjector"/>), <see cref="IQueueSource"/> and
    /// <see cref="ILogReader"/> come from their features.
    /// </summary>
    public static IServiceCollection AddFollowers(this IServiceCollection services)
    {
        services.AddOptions<FollowerOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<FollowerMetrics>();
        services.AddSingleton<FollowerCursors>();
        services.AddSingleton<CaseRows>();
        services.AddSingleton<ViewGaps>();
        services.AddSingleton<ProjectionRegister>();
        services.AddViewRepair<TicketRow, DirtyTickets, ITicketProjector>(StreamKind.Ticket, projector => projector.Project);
        services.AddViewRepair<OrderRow, DirtyOrders, IOrderProjector>(StreamKind.Order, projector => projector.Project);
        services.AddViewRepair<AgentRow, DirtyAgents, IAgentProjector>(StreamKind.Agent, projector => projector.Project);
        services.AddSingleton<ReadModelRepair>();
        services.AddSingleton<SliceReader>();
        services.AddSingleton<FactsTeller>();
        services.AddSingleton<QueueAudience>();
        services.AddSingleton<RoutingTeller>();
        services.AddSingleton<WheelTeller>();
        services.AddSingleton<TellingRound>();
        services.AddSingleton<ProjectionWork>();
        services.AddSingleton<ParkedFaults>();
        services.AddSingleton<ParkedRetry>();
        services.AddSingleton<UnroutedSweep>();
        // Every consumer has suspects of its own.
        services.AddTransient<FaultJudge>();
        services.AddHostedService<FollowerUpkeep>();
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

    private static void AddViewRepair<TRow, TDirty, TProjector>(
        this IServiceCollection services, StreamKind kind, Func<TProjector, Func<Guid, CancellationToken, Task<TRow?>>> project)
        where TRow : class
        where TDirty : DirtySet<TRow>
        where TProjector : notnull =>
        services.AddSingleton<IViewRepair>(provider => new ViewRepair<TRow>(
            kind,
            provider.GetRequiredService<TDirty>(),
            provider.GetRequiredService<IRowWriter<TRow>>(),
            project(provider.GetRequiredService<TProjector>()),
            provider.GetRequiredService<FollowerMetrics>(),
            provider.GetRequiredService<IOptions<FollowerOptions>>(),
            provider.GetRequiredService<IOptions<ReadModelOptions>>()));
}
