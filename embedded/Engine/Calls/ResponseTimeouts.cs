namespace Orleans.Embedded;

/// <summary>
/// Open calls in a few sets, so that callers seldom meet, and one periodic sweep instead of a timer per call. A call fails at its deadline or up to
/// one sweep later.
/// </summary>
internal sealed class ResponseTimeouts(EngineClock clock, TimeSpan timeout)
{
    private readonly HashSet<Request>[] _open = [.. Enumerable.Range(0, 16).Select(static _ => new HashSet<Request>())];
    private readonly long _timeoutTicks = clock.Ticks(timeout);

    public void Watch(Request request)
    {
        HashSet<Request> open = _open[Thread.GetCurrentProcessorId() & 15];
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
        foreach (HashSet<Request> open in _open)
        {
            Request[] overdue;
            lock (open)
            {
                overdue = [.. open.Where(request => request.Deadline <= now)];
            }

            foreach (Request request in overdue)
            {
                request.Fail(new TimeoutException(
                    $"No answer from {request.Target.GrainId} to {request.Name} within {timeout}; the call may still take effect."));
            }
        }
    }
}
