namespace AfterSales.Queues.Domain;

/// <summary>
/// How many cases a queue hands out per second of having any: over the last 100 assignments and at least five seconds, at most ten minutes, counted
/// only while something waits. A second that saw more than three times the mean of the others was the first filling of free agents, or freed capacity
/// all at once, and does not count as a rate.
/// </summary>
internal sealed class ServiceRate
{
    private const int Seconds = 600;
    private const int Enough = 100;
    private const int Least = 5;
    private const int Burst = 3;

    private readonly (long Second, int Count, long Busy)[] _seconds = new (long, int, long)[Seconds];
    private long _seen;
    private bool _busy;

    /// <summary>Tells whether something waits from now on; to be called before and after every change.</summary>
    public void Update(bool waiting, long now)
    {
        if (_busy && now > _seen)
        {
            for (var from = Math.Max(_seen, now - (Seconds * TimeSpan.TicksPerSecond)); from < now;)
            {
                var until = Math.Min(now, ((from / TimeSpan.TicksPerSecond) + 1) * TimeSpan.TicksPerSecond);
                At(from / TimeSpan.TicksPerSecond).Busy += until - from;
                from = until;
            }
        }

        (_busy, _seen) = (waiting, Math.Max(_seen, now));
    }

    public void Assigned(long now)
    {
        if (_busy)
        {
            At(now / TimeSpan.TicksPerSecond).Count++;
        }
    }

    /// <summary>Per second; null when nothing was handed out while something waited.</summary>
    public double? Read(long now)
    {
        Update(_busy, now);
        var last = now / TimeSpan.TicksPerSecond;
        var (count, busy, most, mostBusy, used) = (0, 0L, 0, 0L, 0);
        for (var second = last; second > last - Seconds && (count - most < Enough || used < Least); second--)
        {
            var (known, here, time) = _seconds[second % Seconds];
            if (known != second || time == 0)
            {
                continue;
            }

            (count, busy, used) = (count + here, busy + time, used + 1);
            (most, mostBusy) = here > most ? (here, time) : (most, mostBusy);
        }

        // What is left decides whether the greatest second was one of many or a burst.
        var (others, othersBusy) = (count - most, busy - mostBusy);
        if (used >= Least && others > 0 && most * (double)othersBusy > Burst * others * (double)mostBusy)
        {
            (count, busy) = (others, othersBusy);
        }

        return count == 0 || busy == 0 ? null : count / (busy / (double)TimeSpan.TicksPerSecond);
    }

    private ref (long Second, int Count, long Busy) At(long second)
    {
        ref var slot = ref _seconds[second % Seconds];
        if (slot.Second != second)
        {
            slot = (second, 0, 0);
        }

        return ref slot;
    }
}
