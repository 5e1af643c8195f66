using AfterSales.Log.Postgres.Appending;
using AfterSales.Log.Postgres.Loading;
using AfterSales.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Log.Postgres;

/// <summary>The event log in PostgreSQL: group commit on the way in, batched loads on the way out (architecture.md section 3).</summary>
internal sealed class PostgresEventLog : IEventLog, IAsyncDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(250);

    private readonly EventLogOptions _options;
    private readonly TimeProvider _time;
    private readonly LogMetrics _metrics;
    private readonly FlushLoop[] _loops;
    private readonly StreamLoader _loader;
    private readonly SnapshotWriter _snapshots;
    private readonly PeriodicTimer _sweepTimer;
    private readonly Task _sweeping;
    private readonly long _timeoutStamps;

    public PostgresEventLog(
        StorageDataSources sources, IOptions<EventLogOptions> options, TimeProvider time, LogMetrics metrics, ILogger<PostgresEventLog> logger)
    {
        _options = options.Value;
        _time = time;
        _metrics = metrics;
        _timeoutStamps = (long)(_options.AppendTimeout.TotalSeconds * time.TimestampFrequency);
        var capacity = new AppendCapacity(_options.QueueCapacity, _options.SystemReserve);
        _loops = new FlushLoop[_options.FlusherLoops];
        for (var i = 0; i < _loops.Length; i++)
        {
            _loops[i] = new FlushLoop(sources.LogWriter, _options, capacity, time, metrics, logger);
        }

        _loader = new StreamLoader(sources.LogReader, _options);
        _snapshots = new SnapshotWriter(sources.LogWriter, _options.SnapshotQueueCapacity, logger);
        _sweepTimer = new PeriodicTimer(SweepInterval, time);
        _sweeping = Task.Run(Sweep);
        metrics.ObserveQueue(() => capacity.Used);
    }

    public Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(row.Seq, 1);
        if (row.IsTooLarge)
        {
            return Task.FromResult(AppendStatus.TooLarge);
        }

        var pending = new PendingAppend(row, _time.GetTimestamp() + _timeoutStamps);
        if (LoopOf(row.StreamId).Queue.TryAdd(pending, lane) is not { } refused)
        {
            return pending.Task;
        }

        if (refused == AppendStatus.Overloaded)
        {
            _metrics.Overloaded();
        }

        return Task.FromResult(refused);
    }

    public Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false) => _loader.Load(streamId, foldVersion, includeFirst);

    public Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit) =>
        _loader.Read(streamId, afterSeq, throughSeq, limit);

    public Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq) => _loader.ReadCommands(streamId, throughSeq);

    public Task<int> ReadVersion(Guid streamId) => _loader.ReadVersion(streamId);

    public void OfferSnapshot(StreamSnapshot snapshot) => _snapshots.Offer(snapshot);

    /// <summary>Answers everything admitted, then closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops)
        {
            await loop.DisposeAsync();
        }

        await _snapshots.DisposeAsync();
        _sweepTimer.Dispose();
        await _sweeping;
    }

    /// <summary>A stream always goes through the same loop, which keeps its rows in order.</summary>
    private FlushLoop LoopOf(Guid streamId) => _loops[(uint)streamId.GetHashCode() % (uint)_loops.Length];

    private async Task Sweep()
    {
        while (await _sweepTimer.WaitForNextTickAsync())
        {
            foreach (var loop in _loops)
            {
                loop.Sweep();
            }
        }
    }
}
