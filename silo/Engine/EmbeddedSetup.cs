#if EMBEDDED
using AfterSales.Queues;
using AfterSales.Storage;
using Npgsql;
using Orleans.Embedded;

namespace AfterSales.Hosting.Engine;

/// <summary>The single-process engine on the same database; for laptops and for feeds without the Orleans packages.</summary>
internal static class EmbeddedSetup
{
    public const string Name = "embedded";

    public static void AddEngine(this WebApplicationBuilder builder, ServeOptions options, EngineLimits limits)
    {
        if (options.Role != HostRole.All)
        {
            throw new StorageRefusedException("the embedded engine is one process: roles silo and api need the Orleans engine.");
        }

        builder.Services.AddEmbeddedEngine(engine =>
        {
            engine.ServiceId = GrainStorageNames.ServiceId;
            engine.GrainAssemblies.Add(typeof(ReadModel.ITicketQueries).Assembly);
            engine.ResponseTimeout = limits.ClientResponseTimeout;
            engine.MaxQueuedRequestsPerActivation = limits.MaxQueuedRequestsPerActivation;
            engine.Grains[typeof(IQueueGrain)] = new EmbeddedGrainOptions { MaxQueuedRequests = limits.MaxQueuedRequestsPerShard };
            engine.CollectionAge = limits.CollectionAge;
            engine.DeactivationTimeout = limits.DeactivationTimeout;
        });
        // A pool of the engine's own, as Orleans has: reminders and grain storage never wait behind ticket writes. The container disposes it.
        builder.Services.AddKeyedSingleton(Name, (provider, _) => NpgsqlDataSource.Create(provider.GetRequiredService<StorageDataSources>().EngineConnectionString));
        builder.Services.AddOptions<EmbeddedEngineOptions>()
            .Configure<IServiceProvider>((engine, provider) => engine.DataSource = provider.GetRequiredKeyedService<NpgsqlDataSource>(Name));
    }
}
#endif
