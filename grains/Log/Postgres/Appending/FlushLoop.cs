using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Log.Postgres.Appending;

/// <summary>
/// Group commit: takes all that is queued, writes it by one statement, answers, and takes again. A statement that fails is split until the bad
/// row stands alone, so a fault is told to its own caller only.
/// </summary>
internal sealed partial class FlushLoop : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly AppendConnection _connection;
    private readonly SlowPath _slowPath;
    private readonly AppendVerdicts _verdicts;
    private readonly EventLogOptions _options;
    private readonly TimeProvider _time;
    private readonly LogMetrics _metrics;
    private readonly ILogger _logger;
    private readonly List<PendingAppend> _batch = [];
    private readonly List<PendingAppend> _open = [];
    private readonly Stack<(int Start, int Count)> _parts = new();
    private readonly Task _running;
    private TimeSpan _pause = ShortestPause;
    private bool _away;

    public FlushLoop(
        NpgsqlDataSource source, EventLogOptions options, AppendCapacity capacity, TimeProvider time, LogMetrics metrics, ILogger logger)
    {
        _options = options;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        Queue = new AppendQueue(capacity);
        _verdicts = new AppendVerdicts(Queue, metrics);
        _connection = new AppendConnection(source, options);
        _slowPath = new SlowPath(source, options, time, Queue, _verdicts, metrics);
        _running = Task.Run(Run);
    }

    public AppendQueue Queue { get; }

    /// <summary>Keeps the promise of the deadlines while the loop itself waits for the database.</summary>
    public void Sweep()
    {
        Queue.Expire(_time.GetTimestamp());
        _slowPath.Forget();
    }

    /// <summary>Ends after everything admitted has been answered, which the deadlines bound.</summary>
    public async ValueTask DisposeAsync()
    {
        Queue.Close();
        await _running;
        await _slowPath.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task Run()
    {
        while (await Queue.WaitToTake())
        {
            try
            {
                Queue.Take(_batch, _options.MaxBatchRows, _options.MaxBatchBytes);
                await WriteBatch();
            }
            catch (Exception exception)
            {
                LogLoopFailed(exception);
                await _connection.DisposeAsync();
                foreach (var row in _batch)
                {
                    row.MayBeWritten = true;
                    Queue.Settle(row, AppendStatus.Unknown);
                }
            }

            _batch.Clear();
        }
    }

    private async Task WriteBatch()
    {
        var splitting = false;
        _parts.Clear();
        _parts.Push((0, _batch.Count));
        while (_parts.TryPop(out var part))
        {
            CollectOpen(part);
            if (_open.Count == 0)
            {
                continue;
            }

            var outcome = await _connection.Write(_open, splitting ? _options.SplitLockTimeoutMilliseconds : _options.LockTimeoutMilliseconds);
            switch (outcome)
            {
                case WriteOutcome.Written:
                    Acknowledge();
                    break;
                case WriteOutcome.KeyTaken when await _verdicts.SettleTaken(_connection, _open):
                    // What is left of this part has lost its obstacle.
                    _parts.Push(part);
                    break;
                case WriteOutcome.KeyTaken or WriteOutcome.BadRow or WriteOutcome.KeyLocked when _open.Count > 1:
                    splitting |= outcome == WriteOutcome.KeyLocked;
                    Split(part);
                    break;
                case WriteOutcome.KeyLocked:
                    _slowPath.Hold(_open[0]);
                    break;
                case WriteOutcome.BadRow:
                    _verdicts.Reject(_open[0], _connection.LastRefusal);
                    break;
                default:
                    await WaitForDatabase(outcome);
                    _parts.Push(part);
                    break;
            }
        }
    }

    /// <summary>The rows of a part that still need writing, by this loop.</summary>
    private void CollectOpen((int Start, int Count) part)
    {
        _open.Clear();
        for (var i = part.Start; i < part.Start + part.Count; i++)
        {
            var row = _batch[i];
            if (row.IsSettled)
            {
                continue;
            }

            // Take-over first: a failure on the slow path after it settles the row there, one before it is seen by the second question.
            var takenOver = _slowPath.TryTakeOver(row);
            if (!Queue.SettleIfCutOff(row) && !takenOver)
            {
                _open.Add(row);
            }
        }
    }

    private void Acknowledge()
    {
        _metrics.Appended(_open.Count);
        foreach (var row in _open)
        {
            Queue.Settle(row, AppendStatus.Committed);
        }

        _pause = ShortestPause;
        if (_away)
        {
            _away = false;
            LogDatabaseBack();
        }
    }

    // The first half stays in front: a stream's rows keep their order.
    private void Split((int Start, int Count) part)
    {
        var half = part.Count / 2;
        _parts.Push((part.Start + half, part.Count - half));
        _parts.Push((part.Start, half));
    }

    private async Task WaitForDatabase(WriteOutcome outcome)
    {
        if (!_away)
        {
            _away = true;
            LogDatabaseAway(outcome, _open.Count);
        }

        var now = _time.GetTimestamp();
        foreach (var row in _open)
        {
            row.MayBeWritten |= outcome == WriteOutcome.OutcomeUnknown;
            if (row.Deadline <= now)
            {
                Queue.Settle(row, row.TimedOut);
            }
        }

        await Task.Delay(_pause, _time);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }

    [LoggerMessage(1000, LogLevel.Warning, "The log cannot write ({Outcome}); {Rows} rows wait and are tried again")]
    private partial void LogDatabaseAway(WriteOutcome outcome, int rows);

    [LoggerMessage(1001, LogLevel.Information, "The log writes again")]
    private partial void LogDatabaseBack();

    [LoggerMessage(1002, LogLevel.Error, "A flusher loop failed; its rows are answered as unknown")]
    private partial void LogLoopFailed(Exception exception);
}
