using AfterSales.Agents;
using AfterSales.Api;
using AfterSales.Api.Health;
using AfterSales.Api.Metrics;
using AfterSales.Archive;
using AfterSales.Calendars;
using AfterSales.Deadlines;
using AfterSales.Followers;
using AfterSales.Hosting.Engine;
using AfterSales.Hosting.Telemetry;
using AfterSales.Live;
using AfterSales.Notifications;
using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Sla;
using AfterSales.Storage;
using AfterSales.Tickets;
using AfterSales.Webhooks;

namespace AfterSales.Hosting;

/// <summary>Puts a process together: storage, grains, followers, engine, API. Benchmarks and tests start the product through here too.</summary>
public static class AfterSalesHost
{
    /// <param name="options">What this process runs.</param>
    /// <param name="configure">Changes to configuration and services, for tests and benchmarks.</param>
    public static WebApplication Build(ServeOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = EnvironmentName, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("AFTERSALES_");
        builder.WebHost.UseKestrelCore().UseUrls(options.Role == HostRole.Silo ? $"http://127.0.0.1:{options.MetricsPort}" : options.Url);
        builder.ConfigureConsole();
        configure?.Invoke(builder);

        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddStorage(builder.Configuration);
        services.AddTelemetry(builder.Configuration);
        if (options.Role != HostRole.Api)
        {
            services.AddReadModel();
            services.AddTickets();
            services.AddOrders();
            services.AddAgents();
        }
        else
        {
            services.AddReadModelQueries();
        }

        services.AddEventExport();
        services.AddLiveFeed();
        services.AddInbox();
        services.AddWebhooks();
        builder.AddEngine(options, builder.AddEngineLimits());
        // In this order: a policy comes into force when the calendars it names are known.
        services.AddCalendars();
        services.AddPolicies();

        // Started after the engine and stopped before it: they speak to grains.
        if (options.Role != HostRole.Api)
        {
            services.AddQueues();
            services.AddSlaWheel();
            services.AddDeadlines();
            services.AddFollowers();
            services.AddNotifications(
                builder.Configuration.GetSection("Notifications"), builder.Configuration.GetSection("Mail"), builder.Configuration.GetSection("NotificationWebhook"));
            services.AddWebhookDelivery();
            services.AddArchive(builder.Configuration.GetSection("Retention"));
        }
        else
        {
            services.AddQueueCatalog();
        }

        if (options.Role != HostRole.Silo)
        {
            services.AddClockJourney();
            services.AddAfterSalesApi(builder.Configuration, builder.Environment);
        }
        else
        {
            services.AddSingleton<MetricsCollector>();
        }

        services.AddSingleton<IReadiness, Readiness>();
        return Map(builder.Build(), options);
    }

    private static WebApplication Map(WebApplication app, ServeOptions options)
    {
        if (options.Role != HostRole.Silo)
        {
            app.MapAfterSalesApi();
            EngineSetup.MapDashboard(app, options);
            return app;
        }

        // What watches a silo: health and numbers, nothing else. The collector listens from the start on.
        app.Services.GetRequiredService<MetricsCollector>();
        app.MapHealthEndpoints();
        app.MapMetricsEndpoints();
        return app;
    }

    private static void AddStorage(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddAfterSalesStorage(configuration.GetSection("Storage"), configuration.GetSection("EventLog"));
        services.AddKeyedSingleton(ReadModelServices.DataSourceKey, (provider, _) => provider.GetRequiredService<StorageDataSources>().ReadModel);
        services.AddOptions<ReadModelOptions>().BindConfiguration("ReadModel");
        services.AddOptions<FollowerOptions>().BindConfiguration("Followers");
        services.AddOptions<SlaOptions>().BindConfiguration("Sla");
    }

    private static string EnvironmentName => Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Production;
}
