namespace AfterSales.Log.Postgres.Loading;

/// <summary>
/// Turns concurrent lookups into one query: a free slot takes everything that is waiting. Nothing waits for company, so a lone lookup is as fast
/// as ever. The answer is never from a query that began before it was asked for.
/// </summary>
/// <param name="slots">Concurrent queries.</param>
/// <param name="maxKeys">Keys of one query.</param>
/// <param name="capacity">Lookups that may wait.</param>
/// <param name="query">Results in the order of the keys.</param>
internal sealed class BatchLoader<TKey, TResult>(int slots, int maxKeys, int capacity, Func<IReadOnlyList<TKey>, Task<TResult[]>> query)
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private int _running;

    /// <summary>Throws <see cref="LogUnavailableException"/> when the query fails or too many lookups wait already.</summary>
    public Task<TResult> Load(TKey key)
    {
        var waiting = new Waiting(key);
        lock (_gate)
        {
            if (_waiting.Count >= capacity)
            {
                return Task.FromException<TResult>(new LogUnavailableException("Too many loads are waiting."));
            }

            _waiting.Enqueue(waiting);
            if (_running == slots)
            {
                return waiting.Task;
            }

            _running++;
        }

        // Away from the caller's scheduler: a query serves many grains and must not wait for one's turn.
        _ = Task.Run(Run);
        return waiting.Task;
    }

    private async Task Run()
    {
        var batch = new List<Waiting>();
        while (Take(batch))
        {
            try
            {
                var results = await query(batch.ConvertAll(waiting => waiting.Key));
                for (var i = 0; i < batch.Count; i++)
                {
                    batch[i].SetResult(results[i]);
                }
            }
            catch (Exception exception)
            {
                var failure = exception as LogUnavailableException ?? new LogUnavailableException("The log cannot be read.", exception);
                foreach (var waiting in batch)
                {
                    waiting.TrySetException(failure);
                }
            }
        }
    }

    private bool Take(List<Waiting> batch)
    {
        batch.Clear();
        lock (_gate)
        {
            while (batch.Count < maxKeys && _waiting.TryDequeue(out var next))
            {
                batch.Add(next);
            }

            if (batch.Count == 0)
            {
                _running--;
            }
        }

        return batch.Count > 0;
    }

    private sealed class Waiting(TKey key) : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TKey Key { get; } = key;
    }
}
