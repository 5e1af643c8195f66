using AfterSales.LoadTests.Measuring;
using Npgsql;

namespace AfterSales.LoadTests.Scale.Parts;

/// <summary>Looks at the backends of the server a few times a second, so that those which end in between are missed for a moment only.</summary>
internal sealed class BackendProbe : IAsyncDisposable
{
    /// <summary>How the pools of the product name themselves.</summary>
    private const string Own = "aftersales ";

    // Processes of the server itself have no name of an application.
    private const string Sql = "select pid, coalesce(application_name, ''), coalesce(backend_type, '') from pg_stat_activity where pid <> pg_backend_pid()";
    private const string Wal = "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint";
    private const string Log = "select pg_total_relation_size('event_log')";

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly NpgsqlConnection _connection;
    private readonly BackendMeter _meter = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _looking = Task.CompletedTask;

    private BackendProbe(string connectionString) =>
        _connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "bench" }.ConnectionString);

    public StoreMoment Before { get; private set; } = new(0, 0);

    public static async Task<BackendProbe> Start(string connectionString)
    {
        var probe = new BackendProbe(connectionString);
        await probe._connection.OpenAsync();
        probe.Before = await probe.Moment();
        await probe.Look();
        probe._looking = Task.Run(probe.Repeat);
        return probe;
    }

    /// <summary>The last look; what was seen until then.</summary>
    public async Task<(BackendMeter Meter, StoreMoment After)> Stop()
    {
        await _stop.CancelAsync();
        await _looking;
        await Look();
        return (_meter, await Moment());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _connection.DisposeAsync();
        _stop.Dispose();
    }

    private async Task Repeat()
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await Look();
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private async Task Look()
    {
        var looks = new List<BackendLook>();
        await using var command = new NpgsqlCommand(Sql, _connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            if (ProcessStat.Of(reader.GetInt32(0)) is { } stat)
            {
                looks.Add(new BackendLook(reader.GetInt32(0), stat.StartTicks, NameOf(reader.GetString(1), reader.GetString(2)), stat.OwnTicks));
            }
        }

        _meter.Add(looks);
    }

    public static string NameOf(string application, string type) =>
        application.StartsWith(Own, StringComparison.Ordinal) ? application[Own.Length..]
        : type is "client backend" or "" ? "bench and others"
        : type;

    private async Task<StoreMoment> Moment()
    {
        await using var wal = new NpgsqlCommand(Wal, _connection);
        await using var log = new NpgsqlCommand(Log, _connection);
        return new StoreMoment((long)(await wal.ExecuteScalarAsync())!, (long)(await log.ExecuteScalarAsync())!);
    }
}

/// <param name="WalBytes">Written to the write-ahead log since the server was made.</param>
/// <param name="LogBytes">The event log on disk, with its indexes.</param>
internal sealed record StoreMoment(long WalBytes, long LogBytes);
