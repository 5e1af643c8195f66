namespace AfterSales.ReadModel;

/// <summary>
/// Changed rows that wait to be written, one per id, the one that waits longest first: many commands on one ticket become one upsert. Bounded: when
/// full, new ids are dropped, because the follower of the log repairs what is missing. Rows being written stay visible in <see cref="TryGet"/>.
/// </summary>
internal abstract class DirtySet<TRow>(string name, int capacity, TimeProvider time, ReadModelMetrics metrics) : IDirtyAge
    where TRow : class
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _work = NewSignal();
    private readonly Dictionary<Guid, TRow> _waiting = [];
    private readonly Dictionary<Guid, TRow> _writing = [];

    /// <summary>Ids that wait, each with the moment since when.</summary>
    private Queue<(Guid Id, long Since)> _order = [];
    private long _writingSince;

    public string Name => name;

    public TimeSpan Oldest
    {
        get
        {
            lock (_lock)
            {
                return _writing.Count > 0 ? time.GetElapsedTime(_writingSince)
                    : _order.Count > 0 ? time.GetElapsedTime(_order.Peek().Since)
                    : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Rows that wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    public abstract Guid IdOf(TRow row);

    public abstract int VersionOf(TRow row);

    public void Mark(TRow row)
    {
        lock (_lock)
        {
            var waited = _waiting.Count;
            if (!Merge(row))
            {
                metrics.Dropped(name, 1);
                return;
            }

            if (_waiting.Count > waited)
            {
                _order.Enqueue((IdOf(row), time.GetTimestamp()));
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
    /// Takes those that wait longest, sorted by id: processes that write the same rows then lock them in the same order. To be followed by
    /// <see cref="Written"/> or <see cref="PutBack"/>; one taker at a time.
    /// </summary>
    public TRow[] Take(int most)
    {
        lock (_lock)
        {
            if (_order.Count == 0)
            {
                return [];
            }

            _writingSince = _order.Peek().Since;
            while (_writing.Count < most && _order.TryDequeue(out var oldest))
            {
                _waiting.Remove(oldest.Id, out var row);
                _writing[oldest.Id] = row!;
            }

            if (_order.Count == 0)
            {
                _work = NewSignal();
            }

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

    /// <summary>Rows taken could not be written: they wait again, before all others, unless a newer version came meanwhile.</summary>
    public void PutBack(ReadOnlySpan<TRow> rows)
    {
        lock (_lock)
        {
            var order = new Queue<(Guid Id, long Since)>(_order.Count + rows.Length);
            var dropped = 0;
            foreach (var row in rows)
            {
                if (Merge(row))
                {
                    order.Enqueue((IdOf(row), _writingSince));
                }
                else
                {
                    dropped++;
                }
            }

            foreach (var later in _order.Where(later => !_writing.ContainsKey(later.Id)))
            {
                order.Enqueue(later);
            }

            metrics.Dropped(name, dropped);
            _order = order;
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
