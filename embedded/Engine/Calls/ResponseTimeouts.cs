namespace Orleans.Embedded;

/// <summary>
/// Open calls in order of their deadlines, in a few stripes so that callers seldom meet; one periodic sweep instead of a timer per call. A call
/// fails at its deadline or up to one sweep later.
/// </summary>
internal sealed class ResponseTimeouts(EngineClock clock, TimeSpan timeout)
{
    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, 16).Select(static _ => new Stripe())];
    private readonly long _timeoutTicks = clock.Ticks(timeout);

    public void Watch(Request request)
    {
        Stripe stripe = _stripes[Thread.GetCurrentProcessorId() & 15];
        request.Deadline = clock.Now + _timeoutTicks;
        lock (stripe)
        {
            request.Watch = stripe;
            request.Earlier = stripe.Last;
            if (stripe.Last is null)
            {
                stripe.First = request;
            }
            else
            {
                stripe.Last.Later = request;
            }

            stripe.Last = request;
        }
    }

    public void Forget(Request request)
    {
        if (request.Watch is Stripe stripe)
        {
            lock (stripe)
            {
                stripe.Remove(request);
            }
        }
    }

    /// <summary>Fails all calls whose deadline has passed.</summary>
    public void Sweep()
    {
        long now = clock.Now;
        foreach (Stripe stripe in _stripes)
        {
            while (TakeOverdue(stripe, now) is { } request)
            {
                request.Fail(new TimeoutException(
                    $"No answer from {request.Target.GrainId} to {request.Name} within {timeout}; the call may still take effect."));
            }
        }
    }

    private static Request? TakeOverdue(Stripe stripe, long now)
    {
        lock (stripe)
        {
            Request? first = stripe.First;
            if (first is null || first.Deadline > now)
            {
                return null;
            }

            stripe.Remove(first);
            return first;
        }
    }

    private sealed class Stripe
    {
        public Request? First { get; set; }

        public Request? Last { get; set; }

        public void Remove(Request request)
        {
            if (request.Watch is null)
            {
                return;
            }

            request.Watch = null;
            if (request.Earlier is null)
            {
                First = request.Later;
            }
            else
            {
                request.Earlier.Later = request.Later;
            }

            if (request.Later is null)
            {
                Last = request.Earlier;
            }
            else
            {
                request.Later.Earlier = request.Earlier;
            }

            request.Earlier = null;
            request.Later = null;
        }
    }
}
