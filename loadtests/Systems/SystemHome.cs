using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems.Postgres;
using AfterSales.LoadTests.Systems.Receiving;
using Npgsql;

namespace AfterSales.LoadTests.Systems;

/// <summary>What a local system stands on: its database, its folder, and the receiver of its webhooks.</summary>
internal sealed class SystemHome : IAsyncDisposable
{
    private readonly BenchDatabase? _database;
    private readonly bool _keepLogs;
    private readonly int? _postmaster;
    private readonly string? _cores;

    private SystemHome(BenchDatabase? database, string connectionString, SystemOptions options, int? postmaster)
    {
        _database = database;
        _keepLogs = options.Logs is not null;
        _postmaster = postmaster;
        _cores = options.Cores;
        ConnectionString = connectionString;
        Logs = options.Logs ?? Directory.CreateTempSubdirectory("aftersales-system-").FullName;
        Server = PrivateServer.Find() is { } own && HostOf(connectionString) == HostOf(BenchDatabase.Server) ? own : null;
    }

    public string ConnectionString { get; }

    public string Logs { get; }

    public PrivateServer? Server { get; }

    public WebhookReceiver? Receiver { get; private set; }

    /// <summary>Null where the server does not run on this machine. A private one gets another when it is restarted.</summary>
    public int? Postmaster => Server?.Postmaster ?? _postmaster;

    public static async Task<SystemHome> Create(SystemOptions options)
    {
        var database = options.ConnectionString is null ? await BenchDatabase.Create("system") : null;
        var connectionString = options.ConnectionString ?? database!.ConnectionString;
        var home = new SystemHome(database, connectionString, options, await new ServerConnections(connectionString).Postmaster());
        Directory.CreateDirectory(home.Logs);
        if (options.Webhooks)
        {
            home.Receiver = await WebhookReceiver.Start(Path.Combine(home.Logs, "webhooks.jsonl"));
        }

        if (home is { Server: { } server, _cores: { } cores })
        {
            await server.Pin(cores);
        }

        return home;
    }

    private static string? HostOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Host;

    public async ValueTask DisposeAsync()
    {
        if (Receiver is { } receiver)
        {
            await receiver.DisposeAsync();
        }

        if (Server is { } server && _cores is not null)
        {
            await server.Pin($"0-{Environment.ProcessorCount - 1}");
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        if (!_keepLogs)
        {
            Directory.Delete(Logs, recursive: true);
        }
    }
}
