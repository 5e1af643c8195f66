namespace Orleans.Embedded;

/// <summary>
/// Open calls in a few sets, so that callers seldom meet, and one periodic sweep instead of a timer per call. A call fails at its deadline or up to
/// one sweep later.
/// </summary>
/// <param name="clock">Decides what is overdue.</param>
/// <param name="timeout">How long a call may stay open.</param>
/// <param name="ordered">One set only, so that the order of failures is the order of calls: for an owned scheduler, whose runs must repeat.</param>
internal sealed class ResponseTimeouts(EngineClock clock, TimeSpan timeout, bool ordered)
{
    private readonly int _mask = ordered ? 0 : 15;
    private readonly HashSet<Request>[] _open = [.. Enumerable.Range(0, 16).Select(static _ => new HashSet<Request>())];
    private readonly long _timeoutTicks = clock.Ticks(timeout);

    public void Watch(Request request)
    {
        HashSet<Request> open = _open[Thread.GetCurrentProcessorId() & _mask];
        request.OpenCalls = open;
        request.Deadline = clock.Now + _timeoutTicks;
        lock (open)
        {
            open.Add(request);
        }
    }

    public static void Forget(Request request)
    {
        if (request.OpenCalls is { } open)
        {
            request.OpenCalls = null;
            lock (open)
            {
                open.Remove(request);
            }
        }
    }

    /// <summary>Fails all calls whose deadline has passed.</summary>
    public void Sweep()
    {
        long now = clock.Now;
        Fail(request => request.Deadline <= now, request => new TimeoutException(
            $"No answer from {request.Target.GrainId} to {request.Name} within {timeout}; the call may still take effect."));
    }

    /// <summary>Fails the open calls that are chosen.</summary>
    public void Fail(Func<Request, bool> choose, Func<Request, Exception> error)
    {
        foreach (HashSet<Request> open in _open)
        {
            Request[] chosen;
            lock (open)
            {
                chosen = [.. open.Where(choose)];
            }

            Array.ForEach(chosen, request => request.Fail(error(request)));
        }
    }
}
