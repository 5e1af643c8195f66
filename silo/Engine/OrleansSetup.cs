#if ORLEANS
using System.Net;
using AfterSales.Storage;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Storage;

namespace AfterSales.Hosting.Engine;

/// <summary>The Orleans cluster: ADO.NET clustering, reminders and grain storage on the same PostgreSQL, with our own SQL behind them.</summary>
internal static class OrleansSetup
{
    public const string Name = "orleans";

    private const string ClusterId = "aftersales";
    private const string Invariant = "Npgsql";

    private static readonly TimeSpan ClientPatience = TimeSpan.FromSeconds(60);

    public static void AddEngine(this WebApplicationBuilder builder, ServeOptions options, EngineLimits limits)
    {
        if (options.Role == HostRole.Api)
        {
            builder.UseOrleansClient(client => ConfigureClient(client, limits));
        }
        else
        {
            builder.UseOrleans(silo => ConfigureSilo(silo, options, limits));
            builder.Services.AddHostedService<MembershipWatcher>();
        }
    }

    private static void ConfigureClient(IClientBuilder client, EngineLimits limits)
    {
        client.Configure<ClusterOptions>(SetCluster);
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = limits.ClientResponseTimeout);
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = limits.MembershipRefreshPeriod);
        client.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringClientOptions> builder) => builder.Configure<StorageDataSources>((clustering, storage) =>
        {
            clustering.Invariant = Invariant;
            clustering.ConnectionString = storage.EngineConnectionString;
        }));
        // The cluster may start after its client: keep trying for a while instead of giving up at the first refusal.
        var started = TimeProvider.System.GetTimestamp();
        client.UseConnectionRetryFilter(async (_, cancellation) =>
        {
            if (TimeProvider.System.GetElapsedTime(started) > ClientPatience)
            {
                throw new HostRefusedException($"no silo of the cluster answered within {ClientPatience.TotalSeconds} s.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
            return true;
        });
        client.AddDashboard(dashboard => dashboard.HideTrace = true);
    }

    private static void ConfigureSilo(ISiloBuilder silo, ServeOptions options, EngineLimits limits)
    {
        silo.Configure<ClusterOptions>(SetCluster);
        silo.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringSiloOptions> builder) => builder.Configure<StorageDataSources>((clustering, storage) =>
        {
            clustering.Invariant = Invariant;
            clustering.ConnectionString = storage.EngineConnectionString;
        }));
        silo.UseAdoNetReminderService((OptionsBuilder<AdoNetReminderTableOptions> builder) => builder.Configure<StorageDataSources>((reminders, storage) =>
        {
            reminders.Invariant = Invariant;
            reminders.ConnectionString = storage.EngineConnectionString;
        }));
        silo.AddAdoNetGrainStorage(GrainStorageNames.Catalog, (OptionsBuilder<AdoNetGrainStorageOptions> builder) => builder.Configure<StorageDataSources>((grains, storage) =>
        {
            grains.Invariant = Invariant;
            grains.ConnectionString = storage.EngineConnectionString;
            grains.GrainStorageSerializer = new JsonStateSerializer();
        }));
        silo.ConfigureEndpoints(IPAddress.Loopback, options.SiloPort, options.GatewayPort);
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = limits.SiloResponseTimeout;
            messaging.MaxEnqueuedRequestsHardLimit = Math.Max(limits.MaxQueuedRequestsPerActivation, limits.MaxQueuedRequestsPerShard);
        });
        silo.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = limits.ClientResponseTimeout);
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = limits.CollectionAge;
            collection.DeactivationTimeout = limits.DeactivationTimeout;
        });
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = limits.ProbeTimeout;
            membership.MaxProbeTimeout = limits.MaxProbeTimeout;
            membership.NumMissedProbesLimit = limits.MissedProbes;
            membership.IAmAliveTablePublishTimeout = limits.IAmAlivePeriod;
            membership.NumMissedTableIAmAliveLimit = limits.MissedIAmAlive;
            membership.TableRefreshTimeout = limits.MembershipRefreshPeriod;
        });
        silo.AddDashboard(dashboard => dashboard.HideTrace = true);
    }

    private static void SetCluster(ClusterOptions cluster)
    {
        cluster.ClusterId = ClusterId;
        cluster.ServiceId = GrainStorageNames.ServiceId;
    }

    public static void MapDashboard(WebApplication app, ServeOptions options)
    {
        // Admins only: it can show grain state. A silo alone has no API and so no tokens.
        if (options.Role != HostRole.Silo)
        {
            app.MapOrleansDashboard("/dashboard").RequireAuthorization(policy => policy.RequireClaim("role", "admin"));
        }
    }
}
#endif
