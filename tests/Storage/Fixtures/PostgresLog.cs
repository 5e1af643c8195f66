using System.Diagnostics.Metrics;
using AfterSales.Log;
using AfterSales.Log.Postgres;
using AfterSales.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AfterSales.Tests.Storage.Fixtures;

/// <summary>The PostgreSQL log of one silo, as the host composes it.</summary>
internal sealed class PostgresLog : IAsyncDisposable
{
    public const string WriterName = "aftersales log writer";

    private readonly ServiceProvider _metering = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly StorageDataSources _sources;
    private readonly PostgresEventLog _log;

    public PostgresLog(string connectionString, Action<EventLogOptions>? configure = null)
    {
        var options = new EventLogOptions();
        configure?.Invoke(options);
        _sources = new StorageDataSources(
            Options.Create(new StorageOptions { ConnectionString = connectionString, ConnectTimeoutSeconds = 1 }), Options.Create(options));
        var metrics = new LogMetrics(_metering.GetRequiredService<IMeterFactory>());
        _log = new PostgresEventLog(_sources, Options.Create(options), TimeProvider.System, metrics, NullLogger<PostgresEventLog>.Instance);
        Reader = new PostgresLogReader(_sources);
    }

    public IEventLog Log => _log;

    public ILogReader Reader { get; }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        await _sources.DisposeAsync();
        await _metering.DisposeAsync();
    }
}
