using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.Log.Postgres;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>One process: everything as AddReadModel and AddFollowers register it, beside projectors and grains that the test owns.</summary>
internal sealed class ReadModelProcess : IAsyncDisposable
{
    private readonly StorageDataSources _sources;
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _started = [];

    public ReadModelProcess(
        string connectionString, Action<FollowerOptions>? followers = null, Action<ReadModelOptions>? readModel = null, Action<IServiceCollection>? also = null)
    {
        var options = new StorageOptions { ConnectionString = connectionString, ConnectTimeoutSeconds = 2 };
        _sources = new StorageDataSources(Options.Create(options), Options.Create(new EventLogOptions()));
        Projectors = new LogProjectors(_sources.LogReader);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddKeyedSingleton(ReadModelServices.DataSourceKey, _sources.ReadModel);
        services.AddSingleton(_sources);
        services.AddSingleton<ILogReader>(new PostgresLogReader(_sources));
        services.AddSingleton<ITicketProjector>(Projectors);
        services.AddSingleton<IOrderProjector>(Projectors);
        services.AddSingleton<IAgentProjector>(Projectors);
        services.AddSingleton<IQueueSource>(Queues);
        services.AddSingleton(Grains.Factory);
        services.AddReadModel();
        services.AddFollowers();
        services.AddEventExport();
        services.AddSingleton<IFollowedLog, FollowedLog>();
        services.Configure<FollowerOptions>(limits =>
        {
            limits.PollMilliseconds = 5;
            limits.SettleMilliseconds = 0;
            limits.LeaseMilliseconds = 1_000;
            limits.MaxBackOffMilliseconds = 50;
            followers?.Invoke(limits);
        });
        services.Configure<ReadModelOptions>(limits =>
        {
            limits.FlushIntervalMilliseconds = 5;
            readModel?.Invoke(limits);
        });
        also?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public LogProjectors Projectors { get; }

    public ToldGrains Grains { get; } = new();

    public FixedQueues Queues { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public LogFollower Follower<TConsumer>(TConsumer consumer)
        where TConsumer : ILogConsumer => ActivatorUtilities.CreateInstance<LogFollower>(_services, consumer);

    /// <summary>Starts a background service; it stops with the process.</summary>
    public async Task<T> Start<T>(T service)
        where T : IHostedService
    {
        _started.Add(service);
        await service.StartAsync(CancellationToken.None);
        return service;
    }

    /// <summary>Starts everything that is registered: flushers, lag, followers.</summary>
    public async Task StartAll()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await Start(service);
        }
    }

    public Task<LogFollower> StartProjection() => Start(Follower(Get<ProjectionConsumer>()));

    public Task<LogFollower> StartRebuild() => Start(Follower(Get<RebuildConsumer>()));

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_started))
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        await _sources.DisposeAsync();
    }
}
