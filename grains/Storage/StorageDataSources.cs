using AfterSales.Log;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Storage;

/// <summary>
/// One connection pool per purpose (architecture.md section 3). Owns them. The engine keeps a pool of its own, since it takes a connection string.
/// </summary>
internal sealed class StorageDataSources : IAsyncDisposable
{
    /// <summary>A session that dies inside a transaction must not hold readers of the log back for longer.</summary>
    private const string NeverIdleInTransaction = "-c idle_in_transaction_session_timeout=5000";

    public StorageDataSources(IOptions<StorageOptions> options, IOptions<EventLogOptions> log, ILoggerFactory? loggers = null)
    {
        var storage = options.Value;
        LogWriter = Build(
            storage, loggers, "log writer", storage.LogWriterPoolSize,
            $"-c synchronous_commit=on -c lock_timeout={log.Value.LockTimeoutMilliseconds} {NeverIdleInTransaction}");

        // Every query of these two pools goes by an index. A generic plan made while the tables are small and without statistics would scan them,
        // and would be kept while they grow.
        LogReader = Build(storage, loggers, "log reader", storage.LogReaderPoolSize, $"-c enable_seqscan=off -c jit=off {NeverIdleInTransaction}");
        ReadModel = Build(storage, loggers, "read model", storage.ReadModelPoolSize, $"-c enable_seqscan=off -c jit=off {NeverIdleInTransaction}");
        Administration = Build(storage, loggers, "administration", StorageOptions.AdministrationPoolSize, "");
        EngineConnectionString = ConnectionString(storage, "engine", storage.OrleansPoolSize, "");
    }

    public NpgsqlDataSource LogWriter { get; }

    public NpgsqlDataSource LogReader { get; }

    public NpgsqlDataSource ReadModel { get; }

    /// <summary>Migrations and the readiness probe.</summary>
    public NpgsqlDataSource Administration { get; }

    /// <summary>For membership, reminders and grain storage, whose pool the engine owns. A secret.</summary>
    public string EngineConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        await LogWriter.DisposeAsync();
        await LogReader.DisposeAsync();
        await ReadModel.DisposeAsync();
        await Administration.DisposeAsync();
    }

    private static NpgsqlDataSource Build(StorageOptions storage, ILoggerFactory? loggers, string purpose, int poolSize, string settings)
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionString(storage, purpose, poolSize, settings));
        builder.UseLoggerFactory(loggers);
        return builder.Build();
    }

    private static string ConnectionString(StorageOptions storage, string purpose, int poolSize, string settings)
    {
        var builder = new NpgsqlConnectionStringBuilder(storage.ConnectionString)
        {
            ApplicationName = $"aftersales {purpose}",
            MaxPoolSize = poolSize,
            MaxAutoPrepare = 50,
            Timeout = storage.ConnectTimeoutSeconds,
            IncludeErrorDetail = false,
        };
        builder.Options = string.Join(' ', new[] { builder.Options, settings }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return builder.ConnectionString;
    }
}
