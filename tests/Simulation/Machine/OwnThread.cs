namespace AfterSales.Tests.Simulation.Machine;

/// <summary>The one thread a simulation runs on. Whatever reaches the simulation from another thread has escaped its scheduler: that is a defect.</summary>
internal sealed class OwnThread
{
    private readonly int _id = Environment.CurrentManagedThreadId;
    private volatile string? _escape;

    /// <summary>Where something came from that ran elsewhere; null while nothing did.</summary>
    public string? Escape => _escape;

    public bool IsCurrent
    {
        get
        {
            if (Environment.CurrentManagedThreadId == _id)
            {
                return true;
            }

            // A finaliser disposes of what nobody can see any more, such as the timer of a grain that crashed: no step of the simulation, and it changes nothing.
            var trace = Environment.StackTrace;
            if (!trace.Contains("RunFinalizers", StringComparison.Ordinal))
            {
                // In one line: of many seeds that fail, only the first lines are shown.
                _escape ??= $"Something ran outside of the simulation's scheduler: {trace.ReplaceLineEndings(" ")}";
            }

            return false;
        }
    }

    /// <summary>Runs a simulation on a thread of its own, without any context to post to, and gives its outcome or its exception.</summary>
    public static Task<T> Run<T>(Func<T> simulation)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                outcome.SetResult(simulation());
            }
            catch (Exception exception)
            {
                outcome.SetException(exception);
            }
        })
        { IsBackground = true, Name = "simulation" };
        thread.Start();
        return outcome.Task;
    }
}
