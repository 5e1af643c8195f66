using Orleans.Runtime;

namespace AfterSales.Hosting.Engine;

/// <summary>What the rest of the host needs to know of the engine it was built with.</summary>
internal static class EngineSetup
{
#if ORLEANS
    public const string Name = OrleansSetup.Name;

    public static void MapDashboard(WebApplication app, ServeOptions options) => OrleansSetup.MapDashboard(app, options);

    /// <summary>Active silos; an API process asks the cluster's management grain.</summary>
    public static async Task<int> CountSilos(IServiceProvider services)
    {
        try
        {
            var hosts = await services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
            return hosts.Count;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return 0;
        }
    }
#else
    public const string Name = EmbeddedSetup.Name;

    /// <summary>The dashboard belongs to the cluster.</summary>
    public static void MapDashboard(WebApplication app, ServeOptions options)
    {
    }

    public static Task<int> CountSilos(IServiceProvider services) => Task.FromResult(1);
#endif

    public static EngineLimits AddEngineLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<EngineLimits>().BindConfiguration("Engine").ValidateDataAnnotations().ValidateOnStart();
        var limits = builder.Configuration.GetSection("Engine").Get<EngineLimits>() ?? new EngineLimits();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = limits.ShutdownTimeout);
        return limits;
    }
}
