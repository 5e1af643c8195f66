namespace AfterSales.ReadModel;

/// <summary>
/// Changed rows that wait to be written, one per id: many commands on one ticket become one upsert. Bounded: when full, new ids are dropped,
/// because the follower of the log repairs what is missing. Rows being written stay visible in <see cref="TryGet"/>.
/// </summary>
internal abstract class DirtySet<TRow>(string name, int capacity, TimeProvider time, ReadModelMetrics metrics) : IDirtyAge
    where TRow : class
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _work = NewSignal();
    private Dictionary<Guid, TRow> _waiting = [];
    private Dictionary<Guid, TRow> _writing = [];
    private long _waitingSince;
    private long _writingSince;

    public string Name => name;

    public TimeSpan Oldest
    {
        get
        {
            lock (_lock)
            {
                return _writing.Count > 0 ? time.GetElapsedTime(_writingSince)
                    : _waiting.Count > 0 ? time.GetElapsedTime(_waitingSince)
                    : TimeSpan.Zero;
            }
        }
    }

    public abstract Guid IdOf(TRow row);

    public abstract int VersionOf(TRow row);

    public void Mark(TRow row)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _waitingSince = time.GetTimestamp();
            }

            if (!Merge(row))
            {
                metrics.Dropped(name, 1);
                return;
            }

            _work.TrySetResult();
        }
    }

    /// <summary>A row not yet known to be written, in the newest version marked here.</summary>
    public bool TryGet(Guid id, out TRow? row)
    {
        lock (_lock)
        {
            return _waiting.TryGetValue(id, out row) || _writing.TryGetValue(id, out row);
        }
    }

    /// <summary>Completes when there is something to take.</summary>
    public Task WaitForWork(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _work.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Takes everything that waits, sorted by id: processes that write the same rows then lock them in the same order. To be followed by
    /// <see cref="Written"/> or <see cref="PutBack"/>; one taker at a time.
    /// </summary>
    public TRow[] Take()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                return [];
            }

            (_writing, _waiting) = (_waiting, _writing);
            _work = NewSignal();
            _writingSince = _waitingSince;
            var rows = _writing.Values.ToArray();
            Array.Sort(rows, (a, b) => IdOf(a).CompareTo(IdOf(b)));
            return rows;
        }
    }

    /// <summary>Everything taken has been written, or has been given up.</summary>
    public void Written()
    {
        lock (_lock)
        {
            _writing.Clear();
        }
    }

    /// <summary>Rows taken could not be written: they wait again, unless a newer version came meanwhile.</summary>
    public void PutBack(ReadOnlySpan<TRow> rows)
    {
        lock (_lock)
        {
            var dropped = 0;
            foreach (var row in rows)
            {
                dropped += Merge(row) ? 0 : 1;
            }

            metrics.Dropped(name, dropped);
            _waitingSince = _writingSince;
            _writing.Clear();
            _work.TrySetResult();
        }
    }

    // Never runs its waiter in the turn of the grain that marks.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool Merge(TRow row)
    {
        var id = IdOf(row);
        if (_waiting.TryGetValue(id, out var present))
        {
            if (VersionOf(row) > VersionOf(present))
            {
                _waiting[id] = row;
            }

            return true;
        }

        return _waiting.Count < capacity && _waiting.TryAdd(id, row);
    }
}
