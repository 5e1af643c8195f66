using AfterSales.Api;
using AfterSales.Followers;
using AfterSales.Hosting.Engine;
using AfterSales.Hosting.Telemetry;
using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Storage;
using AfterSales.Tickets;

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
        builder.WebHost.UseKestrelCore().UseUrls(options.Role == HostRole.Silo ? "http://127.0.0.1:0" : options.Url);
        builder.ConfigureConsole();
        configure?.Invoke(builder);

        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddAfterSalesStorage(builder.Configuration);
        services.AddTelemetry(builder.Configuration);
        if (options.Role != HostRole.Api)
        {
            services.AddReadModel(builder.Configuration);
            services.AddTickets();
            services.AddOrders();
            services.AddPolicies();
            services.AddFollowers(builder.Configuration);
        }
        else
        {
            services.AddReadModelQueries(builder.Configuration);
            services.AddPolicies();
        }

        var limits = builder.AddEngineLimits();
        builder.AddEngine(options, StorageConnection.Of(builder.Configuration), limits);
        if (options.Role != HostRole.Silo)
        {
            services.AddAfterSalesApi(builder.Configuration, builder.Environment);
            services.AddSingleton<Api.Health.IReadiness, Readiness>();
        }

        var app = builder.Build();
        if (options.Role != HostRole.Silo)
        {
            app.MapAfterSalesApi();
            EngineSetup.MapDashboard(app, options);
        }

        return app;
    }

    /// <summary>Applies the schema; throws <see cref="StorageRefusedException"/> with one clear line where the database cannot be used.</summary>
    public static Task Migrate(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<Migrator>().Migrate(cancellation);

    private static string EnvironmentName => Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Production;
}
