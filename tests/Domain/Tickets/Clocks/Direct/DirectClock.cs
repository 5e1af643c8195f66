using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>A clock as the stretches of time in which it ran, each in the calendar of its time. Nothing else is kept that could be computed.</summary>
internal sealed class DirectClock(SlaDefinition definition, TicketPriority priority)
{
    private readonly List<Stretch> _ran = [];

    public SlaDefinition Terms { get; private set; } = definition;

    public TicketPriority Priority { get; set; } = priority;

    public TimeSpan Target { get; private set; } = TimeSpan.FromSeconds(definition.TargetSeconds[priority]);

    public ClockStatus Status { get; private set; } = ClockStatus.Running;

    public bool Held { get; private set; }

    public DateTimeOffset? Broken { get; private set; }

    public bool IsLive => Status is ClockStatus.Running or ClockStatus.Paused;

    /// <summary>When another target was over before it was set: the promise counts as broken then.</summary>
    private DateTimeOffset? Excess { get; set; }

    public void Run(DateTimeOffset at)
    {
        (Status, Held, Excess) = (ClockStatus.Running, false, null);
        _ran.Add(new Stretch(at, null, Terms.Calendar));
    }

    public void Stop(ClockStatus status, DateTimeOffset at, bool held = false)
    {
        if (Status == ClockStatus.Running)
        {
            _ran[^1] = _ran[^1] with { To = at };
        }

        (Status, Held) = (status, held);
    }

    public void Retarget(SlaDefinition terms, DateTimeOffset at, CalendarSet calendars)
    {
        (Terms, Target) = (terms, TimeSpan.FromSeconds(terms.TargetSeconds[Priority]));
        if (Status != ClockStatus.Running)
        {
            return;
        }

        var earlier = Sum(_ran.SkipLast(1), at, calendars);
        var (run, all) = (_ran[^1], Consumed(at, calendars));
        Stop(ClockStatus.Paused, at);
        Run(at);
        Excess = all < Target ? null : earlier <= Target ? calendars.Add(run.Calendar, run.From, Target - earlier) : at;
    }

    public TimeSpan Consumed(DateTimeOffset now, CalendarSet calendars) => Sum(_ran, now, calendars);

    public DateTimeOffset Due(CalendarSet calendars)
    {
        if (Excess is { } over)
        {
            return over;
        }

        var left = Target - Sum(_ran.SkipLast(1), _ran[^1].From, calendars);
        return left > TimeSpan.Zero ? calendars.Add(_ran[^1].Calendar, _ran[^1].From, left) : _ran[^1].From;
    }

    /// <summary>Whether it broke just now.</summary>
    public bool Breaks(DateTimeOffset now, CalendarSet calendars)
    {
        if (Status != ClockStatus.Running || Broken is not null || Due(calendars) > now)
        {
            return false;
        }

        Broken = Due(calendars);
        return true;
    }

    private static TimeSpan Sum(IEnumerable<Stretch> ran, DateTimeOffset now, CalendarSet calendars) =>
        ran.Aggregate(TimeSpan.Zero, (sum, stretch) => sum + calendars.Between(stretch.Calendar, stretch.From, stretch.To ?? now));

    private sealed record Stretch(DateTimeOffset From, DateTimeOffset? To, string? Calendar);
}
