namespace Orleans.Embedded;

/// <summary>
/// Lends threads to activations. Give your own to own every turn, for example a deterministic simulator that executes one work item at a time in an
/// order of its choice; set <see cref="EmbeddedEngineOptions.MaxTurnsPerSlice"/> to 1 then.
/// </summary>
public interface IEmbeddedScheduler
{
    /// <summary>
    /// Calls <see cref="IThreadPoolWorkItem.Execute"/> once, later and not on this call's stack. The same item is never handed over again before its
    /// Execute has been entered.
    /// </summary>
    void Schedule(IThreadPoolWorkItem work);
}

/// <summary>The default: the thread pool, on the queue of the scheduling thread where there is one.</summary>
internal sealed class ThreadPoolScheduler : IEmbeddedScheduler
{
    public void Schedule(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
}
