namespace AfterSales.Log.InMemory;

/// <summary>
/// The event log without a database, for simulations and tests of everything above it: the same contract, and by plan the same faults. Delays
/// are timers of the given time provider, so whoever owns the time owns the order of events.
/// </summary>
/// <param name="time">Drives delays.</param>
/// <param name="plan">Faults; null for none.</param>
/// <param name="capacity">Appends admitted and not yet answered.</param>
/// <param name="systemReserve">The part of it that commands may not use.</param>
internal sealed class InMemoryEventLog(TimeProvider time, ILogFaultPlan? plan = null, int capacity = 8_192, int systemReserve = 1_024)
    : IEventLog, ILogReader
{
    private readonly Lock _gate = new();
    private readonly InMemoryRows _rows = new();
    private readonly Dictionary<Guid, Queue<Waiting>> _waiting = [];
    private int _admitted;

    public Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(row.Seq, 1);
        if (row.IsTooLarge)
        {
            return Task.FromResult(AppendStatus.TooLarge);
        }

        lock (_gate)
        {
            var fate = plan?.Next(row) ?? default;
            if (fate.Fault == LogFault.Overload || _admitted >= (lane == AppendLane.System ? capacity : capacity - systemReserve))
            {
                return Task.FromResult(AppendStatus.Overloaded);
            }

            _admitted++;
            var waiting = new Waiting(row, fate);
            if (!_waiting.TryGetValue(row.StreamId, out var queue))
            {
                _waiting[row.StreamId] = queue = new Queue<Waiting>();
            }

            // Behind a row of the same stream that still waits for its commit: rows are written in the order of the calls.
            queue.Enqueue(waiting);
            if (queue.Count == 1)
            {
                Begin(waiting);
            }

            return waiting.Task;
        }
    }

    public Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.Load(streamId, foldVersion, includeFirst));
        }
    }

    public Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<LogRow>>([.. _rows.Of(streamId, afterSeq, throughSeq).Take(limit)]);
        }
    }

    public Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<(int, Guid)>>([.. _rows.Of(streamId, 0, throughSeq).Select(row => (row.Seq, row.CommandId))]);
        }
    }

    public Task<int> ReadVersion(Guid streamId)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.VersionOf(streamId));
        }
    }

    public void OfferSnapshot(StreamSnapshot snapshot)
    {
        lock (_gate)
        {
            _rows.Keep(snapshot);
        }
    }

    public Task<IReadOnlyList<LoggedRow>> Read(LogCursor after, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<LoggedRow>>([.. _rows.After(after).Take(limit)]);
        }
    }

    public async Task<IReadOnlyList<LogMark>> ReadMarks(LogCursor after, int limit, CancellationToken cancellationToken) =>
        [.. (await Read(after, limit, cancellationToken)).Select(row => new LogMark(row.Cursor, row.Row.Kind, row.Row.StreamId, row.Row.Seq))];

    public Task<bool> Holds(LogCursor place, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.Holds(place));
        }
    }

    private void Begin(Waiting waiting) => After(waiting.Fate.BeforeCommit, () => Decide(waiting));

    private void Decide(Waiting waiting)
    {
        lock (_gate)
        {
            var status = Write(waiting.Row, waiting.Fate.Fault);
            After(waiting.Fate.BeforeAnswer, () => Answer(waiting, status));
            var queue = _waiting[waiting.Row.StreamId];
            queue.Dequeue();
            if (status != AppendStatus.Committed)
            {
                CutOff(queue, waiting.Row, status);
            }

            if (queue.TryPeek(out var next))
            {
                Begin(next);
            }
            else
            {
                _waiting.Remove(waiting.Row.StreamId);
            }
        }
    }

    private AppendStatus Write(LogRow row, LogFault fault)
    {
        switch (fault)
        {
            case LogFault.Fail:
                return AppendStatus.Unavailable;
            case LogFault.LoseRow:
                return AppendStatus.Unknown;
            case LogFault.Zombie:
                _rows.Add(row);
                return AppendStatus.Conflict;
            default:
                var status = _rows.Add(row);
                return fault == LogFault.LoseAnswer ? AppendStatus.Unknown : status;
        }
    }

    /// <summary>What was queued behind a failed row of its stream rests on a version that does not exist.</summary>
    private void CutOff(Queue<Waiting> queue, LogRow failed, AppendStatus status)
    {
        for (var i = queue.Count; i > 0; i--)
        {
            var later = queue.Dequeue();
            if (later.Row.Seq > failed.Seq)
            {
                Answer(later, status == AppendStatus.Conflict ? AppendStatus.Conflict : AppendStatus.Unavailable);
            }
            else
            {
                queue.Enqueue(later);
            }
        }
    }

    private void Answer(Waiting waiting, AppendStatus status)
    {
        Interlocked.Decrement(ref _admitted);
        waiting.SetResult(status);
    }

    private void After(TimeSpan delay, Action action)
    {
        if (delay <= TimeSpan.Zero)
        {
            action();
            return;
        }

        ITimer? timer = null;
        timer = time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                action();
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private sealed class Waiting(LogRow row, AppendFate fate) : TaskCompletionSource<AppendStatus>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public LogRow Row { get; } = row;

        public AppendFate Fate { get; } = fate;
    }
}
