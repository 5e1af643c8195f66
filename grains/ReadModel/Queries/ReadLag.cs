using AfterSales.Followers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>
/// How far lists may be behind: everything committed before now minus this is in the read model. The larger of the follower's lag, read from
/// the database and therefore the same in every process, and the oldest row that waits in this process.
/// </summary>
internal sealed partial class ReadLag(
    ReadModelDb db,
    IEnumerable<IDirtyAge> dirty,
    IOptions<ReadModelOptions> options,
    TimeProvider time,
    ILogger<ReadLag> logger) : BackgroundService, IReadLag
{
    // Zero when nothing readable lies behind the cursor, however long nothing happened. A row is not behind for longer than it exists, so a start
    // after a long stop does not count the stop.
    private const string Sql =
        """
        select coalesce((
            select greatest(0, least(extract(epoch from now() - c.caught_up_at), extract(epoch from now() + clock.ahead - e.at)))::float8
            from event_log e, business_clock clock
            where (e.tx, e.position) > (c.tx, c.position) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
            order by e.tx, e.position limit 1), 0)
        from follower_cursor c where c.name = $1
        """;

    private readonly IDirtyAge[] _dirty = [.. dirty];
    private Reading _last = new(TimeSpan.Zero, time.GetTimestamp());

    public TimeSpan Current
    {
        get
        {
            var last = Volatile.Read(ref _last);
            var age = time.GetElapsedTime(last.At);
            // While the database does not answer nothing is written either: the lag grows by the time since it last did.
            var lag = age > 4 * Interval ? last.Lag + age : last.Lag;
            foreach (var set in _dirty)
            {
                var oldest = set.Oldest;
                lag = oldest > lag ? oldest : lag;
            }

            return lag;
        }
    }

    private TimeSpan Interval => TimeSpan.FromMilliseconds(options.Value.LagIntervalMilliseconds);

    /// <summary>Reads the follower's lag now.</summary>
    public async Task Refresh(CancellationToken cancellationToken)
    {
        await using var command = db.Command(Sql);
        command.CommandTimeout = options.Value.QueryTimeoutSeconds;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ProjectionConsumer.ConsumerName });
        var seconds = await command.ExecuteScalarAsync(cancellationToken) as double? ?? 0;
        Volatile.Write(ref _last, new Reading(TimeSpan.FromSeconds(seconds), time.GetTimestamp()));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        using var timer = new PeriodicTimer(Interval, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Refresh(stoppingToken);
                failing = false;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failing)
                {
                    LogUnknown(logger, error);
                }

                failing = true;
            }

            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(1110, LogLevel.Warning, "The read model's lag cannot be read; it counts as growing until it can")]
    private static partial void LogUnknown(ILogger logger, Exception error);

    private sealed record Reading(TimeSpan Lag, long At);
}
