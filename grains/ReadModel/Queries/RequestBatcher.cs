namespace AfterSales.ReadModel;

/// <summary>
/// Answers questions that arrive while one query runs by the next single query: under load a round trip serves many, without load nobody waits.
/// </summary>
internal sealed class RequestBatcher<TQuestion, TAnswer>(Func<IReadOnlyList<TQuestion>, Task<TAnswer[]>> answer, int maxBatch)
{
    private readonly Lock _lock = new();
    private readonly Queue<(TQuestion Question, TaskCompletionSource<TAnswer> Answer)> _waiting = new();
    private bool _running;

    public Task<TAnswer> Ask(TQuestion question)
    {
        // Continuations run elsewhere: a waiter must not hold up the loop.
        var waiter = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue((question, waiter));
            if (!_running)
            {
                _running = true;
                // Off the caller's scheduler: the loop serves many callers and must not live in one grain's turn.
                _ = Task.Run(Run);
            }
        }

        return waiter.Task;
    }

    private async Task Run()
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            try
            {
                var answers = await answer([.. batch.Select(item => item.Question)]);
                for (var i = 0; i < batch.Count; i++)
                {
                    batch[i].Answer.SetResult(answers[i]);
                }
            }
            catch (Exception error)
            {
                batch.ForEach(item => item.Answer.TrySetException(error));
            }
        }
    }

    private List<(TQuestion Question, TaskCompletionSource<TAnswer> Answer)> TakeBatch()
    {
        var batch = new List<(TQuestion, TaskCompletionSource<TAnswer>)>();
        lock (_lock)
        {
            while (batch.Count < maxBatch && _waiting.TryDequeue(out var item))
            {
                batch.Add(item);
            }

            _running = batch.Count > 0;
        }

        return batch;
    }
}
