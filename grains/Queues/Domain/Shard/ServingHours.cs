using AfterSales.Calendars;

namespace AfterSales.Queues.Domain;

/// <summary>
/// When a queue hands out work by itself, in UTC ticks. Closed time does not count as waited and nothing is decided in it; without a calendar the queue
/// serves around the clock and time is plain time.
/// </summary>
internal sealed class ServingHours
{
    /// <summary>A longer wait is not told: nobody could be helped by it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(365);

    private BusinessCalendar? _calendar;
    private bool _open = true;

    /// <summary>While closed the next opening, as of the last look; else never.</summary>
    public long OpensAt { get; private set; } = long.MaxValue;

    public bool IsBy(BusinessCalendar? calendar) => ReferenceEquals(_calendar, calendar);

    public void Take(BusinessCalendar? calendar) => _calendar = calendar;

    public bool IsOpen(long now) => _calendar is null || _calendar.IsOpen(now);

    /// <summary>True when it has opened or closed since the last look.</summary>
    public bool HasTurned(long now)
    {
        var (before, open) = (_open, IsOpen(now));
        OpensAt = open ? long.MaxValue : _calendar!.NextOpening(now);
        _open = open;
        return before != open;
    }

    /// <summary>When so much time to serve has passed.</summary>
    public long After(long since, long time) => _calendar is null ? since + time : _calendar.Add(since, time);

    /// <summary>How long it takes until so much time to serve has passed, the closed time to come included; at least until the next opening.</summary>
    public TimeSpan Wait(long now, TimeSpan served)
    {
        if (_calendar is null)
        {
            return served;
        }

        var until = served > TimeSpan.Zero ? _calendar.Add(now, served.Ticks) : _calendar.NextOpening(now);
        return TimeSpan.FromTicks(Math.Min(until - now, LongestWait.Ticks));
    }
}
