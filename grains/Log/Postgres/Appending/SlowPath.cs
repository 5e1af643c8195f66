using Npgsql;

namespace AfterSales.Log.Postgres.Appending;

/// <summary>
/// Streams whose next key another writer holds uncommitted (a frozen process, for example). Their rows are tried here, beside the loop, so that
/// the wait for that writer's fate costs no other stream anything. A stream stays here for a while after its last trouble, lest every
/// retry stop the loop again.
/// </summary>
internal sealed class SlowPath(
    NpgsqlDataSource source, EventLogOptions options, TimeProvider time, AppendQueue queue, AppendVerdicts verdicts, LogMetrics metrics) : IAsyncDisposable
{
    private static readonly TimeSpan SuspectFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, HeldStream> _streams = [];
    private readonly SemaphoreSlim _slots = new(options.SlowPathSlots);

    /// <summary>Takes a row over whose key is locked.</summary>
    public void Hold(PendingAppend row)
    {
        lock (_gate)
        {
            var stream = _streams.GetValueOrDefault(row.Row.StreamId) ?? (_streams[row.Row.StreamId] = new HeldStream());
            stream.Rows.Enqueue(row);
            StartWhenIdle(stream);
        }
    }

    /// <summary>Takes a row over whose stream is already here: a later row must not overtake.</summary>
    public bool TryTakeOver(PendingAppend row)
    {
        if (_streams.Count == 0)
        {
            // Only the loop itself adds streams, so an empty table cannot be filling up at this moment.
            return false;
        }

        lock (_gate)
        {
            if (!_streams.TryGetValue(row.Row.StreamId, out var stream))
            {
                return false;
            }

            stream.Rows.Enqueue(row);
            StartWhenIdle(stream);
            return true;
        }
    }

    /// <summary>Gives streams that have been free of trouble back to the loop.</summary>
    public void Forget()
    {
        if (_streams.Count == 0)
        {
            return;
        }

        var now = time.GetTimestamp();
        lock (_gate)
        {
            foreach (var (id, stream) in _streams)
            {
                if (stream.Running is null && stream.SuspectUntil <= now)
                {
                    _streams.Remove(id);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            running = [.. _streams.Values.Select(stream => stream.Running).OfType<Task>()];
        }

        await Task.WhenAll(running);
        _slots.Dispose();
    }

    private void StartWhenIdle(HeldStream stream) => stream.Running ??= Task.Run(() => Drain(stream));

    private async Task Drain(HeldStream stream)
    {
        while (true)
        {
            PendingAppend? row;
            lock (_gate)
            {
                if (!stream.Rows.TryDequeue(out row))
                {
                    stream.Running = null;
                    return;
                }
            }

            while (!row.IsSettled && !queue.SettleIfCutOff(row))
            {
                await Try(stream, row);
            }

            if (row.Task is not { IsCompletedSuccessfully: true, Result: AppendStatus.Committed })
            {
                SettleLater(stream, row);
            }
        }
    }

    /// <summary>What waits behind a failed row rests on a version that does not exist.</summary>
    private void SettleLater(HeldStream stream, PendingAppend failed)
    {
        var failure = failed.Task.IsCompletedSuccessfully ? failed.Task.Result : AppendStatus.Unavailable;
        lock (_gate)
        {
            foreach (var row in stream.Rows)
            {
                if (row.Row.Seq > failed.Row.Seq)
                {
                    queue.SettleBehind(row, failure);
                }
            }
        }
    }

    private async Task Try(HeldStream stream, PendingAppend row)
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), row.Deadline);
        if (left <= TimeSpan.Zero || !await _slots.WaitAsync(left))
        {
            queue.Settle(row, row.TimedOut);
            return;
        }

        try
        {
            await using var connection = new AppendConnection(source, options);
            List<PendingAppend> alone = [row];
            var outcome = await connection.Write(alone, options.LockTimeoutMilliseconds);
            row.MayBeWritten |= outcome == WriteOutcome.OutcomeUnknown;
            switch (outcome)
            {
                case WriteOutcome.Written:
                    metrics.Appended(1);
                    queue.Settle(row, AppendStatus.Committed);
                    break;
                case WriteOutcome.KeyTaken when await verdicts.SettleTaken(connection, alone):
                    break;
                case WriteOutcome.BadRow:
                    verdicts.Reject(row, connection.LastRefusal);
                    break;
                case WriteOutcome.KeyLocked:
                    stream.SuspectUntil = time.GetTimestamp() + (long)(SuspectFor.TotalSeconds * time.TimestampFrequency);
                    break;
                default:
                    await Task.Delay(Pause, time);
                    break;
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    private sealed class HeldStream
    {
        public readonly Queue<PendingAppend> Rows = new();
        public long SuspectUntil;
        public Task? Running;
    }
}
