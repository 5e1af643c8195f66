namespace AfterSales.Log.Postgres.Appending;

/// <summary>
/// The queue of one flusher loop. A row takes capacity from admission to answer, so what a loop has in hand is bounded as well.
/// </summary>
internal sealed class AppendQueue(AppendCapacity capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<PendingAppend> _rows = new();
    private readonly CutOffStreams _cutOff = new();
    private TaskCompletionSource<bool>? _waiter;
    private long _lastNumber;
    private bool _closed;

    /// <summary>Null when the row was admitted, otherwise why not.</summary>
    public AppendStatus? TryAdd(PendingAppend row, AppendLane lane)
    {
        TaskCompletionSource<bool>? waiter;
        lock (_gate)
        {
            if (_closed)
            {
                return AppendStatus.Unavailable;
            }

            if (!capacity.TryTake(lane))
            {
                return AppendStatus.Overloaded;
            }

            row.Number = ++_lastNumber;
            _rows.Enqueue(row);
            waiter = _waiter;
            _waiter = null;
        }

        waiter?.SetResult(true);
        return null;
    }

    /// <summary>True when there is something to take; false when the queue is closed and empty. For the one loop of this queue.</summary>
    public Task<bool> WaitToTake()
    {
        lock (_gate)
        {
            if (_rows.Count > 0)
            {
                return Task.FromResult(true);
            }

            if (_closed)
            {
                return Task.FromResult(false);
            }

            _waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }

    /// <summary>Takes everything that is queued, within the limits of one statement; a row beyond the byte limit is taken alone.</summary>
    public void Take(List<PendingAppend> batch, int maxRows, int maxBytes)
    {
        var bytes = 0;
        lock (_gate)
        {
            _cutOff.Forget(_rows.TryPeek(out var first) ? first.Number : _lastNumber + 1);
            while (batch.Count < maxRows && _rows.TryPeek(out var next) && (batch.Count == 0 || bytes + next.Bytes <= maxBytes))
            {
                bytes += next.Bytes;
                batch.Add(_rows.Dequeue());
            }
        }
    }

    /// <summary>Answers a row. Safe to call twice; the first answer counts.</summary>
    public void Settle(PendingAppend row, AppendStatus status)
    {
        if (status != AppendStatus.Committed)
        {
            // Before the caller knows: what it appends afterwards is a new decision, what is queued already rests on this row.
            lock (_gate)
            {
                _cutOff.Add(row, status, _lastNumber);
            }
        }

        Answer(row, status);
    }

    /// <summary>Answers a row behind a failed one of its stream. The line that the failure drew stays where it was.</summary>
    public void SettleBehind(PendingAppend row, AppendStatus failure) => Answer(row, CutOffStreams.ForLater(failure));

    /// <summary>Answers a row that the database refuses for its content: a defect in this program, so it is thrown at the caller.</summary>
    public void Fault(PendingAppend row, Exception exception)
    {
        lock (_gate)
        {
            _cutOff.Add(row, AppendStatus.Unavailable, _lastNumber);
        }

        if (row.TrySetException(exception))
        {
            capacity.Return();
        }
    }

    /// <summary>Answers a row whose predecessor in the stream failed after this one was queued; true when it did.</summary>
    public bool SettleIfCutOff(PendingAppend row)
    {
        AppendStatus? status;
        lock (_gate)
        {
            status = _cutOff.Find(row);
        }

        if (status is { } found)
        {
            Answer(row, found);
        }

        return status is not null;
    }

    /// <summary>Answers queued rows that are past their deadline; none of them was ever sent.</summary>
    public void Expire(long now)
    {
        while (true)
        {
            PendingAppend? row;
            lock (_gate)
            {
                if (!_rows.TryPeek(out row) || row.Deadline > now)
                {
                    return;
                }

                _rows.Dequeue();
            }

            Settle(row, row.TimedOut);
        }
    }

    /// <summary>Admits nothing more; the loop ends when the queue is empty.</summary>
    public void Close()
    {
        TaskCompletionSource<bool>? waiter;
        lock (_gate)
        {
            _closed = true;
            waiter = _waiter;
            _waiter = null;
        }

        waiter?.SetResult(false);
    }

    private void Answer(PendingAppend row, AppendStatus status)
    {
        if (row.TrySetResult(status))
        {
            capacity.Return();
        }
    }
}
