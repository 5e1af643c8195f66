using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.ReadModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>One process: everything as AddReadModel and AddFollowers register it, beside projectors and grains that the test owns.</summary>
internal sealed class ReadModelProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _started = [];

    public ReadModelProcess(
        NpgsqlDataSource source, Action<FollowerOptions>? followers = null, Action<ReadModelOptions>? readModel = null, Action<IServiceCollection>? also = null)
    {
        Projectors = new LogProjectors(source);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddKeyedSingleton(ReadModelServices.DataSourceKey, source);
        services.AddSingleton<ILogReader>(new SqlLogReader(source));
        services.AddSingleton<ITicketProjector>(Projectors);
        services.AddSingleton<IOrderProjector>(Projectors);
        services.AddSingleton(Grains.Factory);
        services.AddReadModel();
        services.AddFollowers();
        services.AddEventExport();
        services.Configure<FollowerOptions>(options =>
        {
            options.PollMilliseconds = 5;
            options.SettleMilliseconds = 0;
            options.LeaseMilliseconds = 1_000;
            options.MaxBackOffMilliseconds = 50;
            followers?.Invoke(options);
        });
        services.Configure<ReadModelOptions>(options =>
        {
            options.FlushIntervalMilliseconds = 5;
            readModel?.Invoke(options);
        });
        also?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public LogProjectors Projectors { get; }

    public ToldGrains Grains { get; } = new();

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
    }
}
