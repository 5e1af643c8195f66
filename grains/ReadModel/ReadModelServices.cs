using AfterSales.Deadlines;
using AfterSales.Queues;
using AfterSales.Sla;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>Registration of the read model.</summary>
public static class ReadModelServices
{
    /// <summary>Key under which the read model's <see cref="NpgsqlDataSource"/> is registered.</summary>
    public const string DataSourceKey = "read-model";

    /// <summary>Reads and writes: for silos. The dirty sets are flushed by hosted services, which write what is left when they stop.</summary>
    public static IServiceCollection AddReadModel(this IServiceCollection services)
    {
        services.AddReadModelQueries();
        services.AddSingleton<ReadModelMetrics>();
        services.AddSingleton<IRowWriter<TicketRow>, TicketWriter>();
        services.AddSingleton<IRowWriter<OrderRow>, OrderWriter>();
        services.AddSingleton<DirtyTickets>();
        services.AddSingleton<IDirtyTickets>(provider => provider.GetRequiredService<DirtyTickets>());
        services.AddDirtySet<TicketRow, DirtyTickets>();
        services.AddSingleton<DirtyOrders>();
        services.AddSingleton<IDirtyOrders>(provider => provider.GetRequiredService<DirtyOrders>());
        services.AddDirtySet<OrderRow, DirtyOrders>();
        services.AddSingleton<IRowWriter<AgentRow>, AgentWriter>();
        services.AddSingleton<DirtyAgents>();
        services.AddSingleton<IDirtyAgents>(provider => provider.GetRequiredService<DirtyAgents>());
        services.AddDirtySet<AgentRow, DirtyAgents>();
        services.AddSingleton<ICustomerHistory, CustomerHistoryReader>();
        services.AddSingleton<IRoutingView, RoutingView>();
        services.AddSingleton<IOpenDeadlines, OpenDeadlines>();
        services.AddSingleton<IDueView, DueView>();
        return services;
    }

    /// <summary>Lists and lag only: enough for a process that serves the API and hosts no grains.</summary>
    public static IServiceCollection AddReadModelQueries(this IServiceCollection services)
    {
        services.AddOptions<ReadModelOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ReadModelDb(provider.GetRequiredKeyedService<NpgsqlDataSource>(DataSourceKey)));
        services.AddSingleton<SubjectTokens>();
        services.AddSingleton<ITicketQueries, TicketQueries>();
        services.AddSingleton<ReadLag>();
        services.AddSingleton<IReadLag>(provider => provider.GetRequiredService<ReadLag>());
        services.AddHostedService(provider => provider.GetRequiredService<ReadLag>());
        return services;
    }

    private static void AddDirtySet<TRow, TSet>(this IServiceCollection services)
        where TRow : class
        where TSet : DirtySet<TRow>
    {
        services.AddSingleton<DirtySet<TRow>>(provider => provider.GetRequiredService<TSet>());
        services.AddSingleton<IDirtyAge>(provider => provider.GetRequiredService<TSet>());
        services.AddSingleton<DirtySetFlusher<TRow>>();
        services.AddHostedService(provider => provider.GetRequiredService<DirtySetFlusher<TRow>>());
    }
}
