using AfterSales.Calendars;

namespace AfterSales.Tickets;

/// <summary>Counting a clock's time. Pure.</summary>
internal static class ClockTime
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    public static TimeSpan Target(ClockTerms terms) => TimeSpan.FromSeconds(terms.Target);

    /// <summary>Around the clock: when it breaches if it runs from <paramref name="since"/> on; at once when everything is used up.</summary>
    public static DateTimeOffset Due(ClockTerms terms, TimeSpan consumed, DateTimeOffset since) => since + Left(Target(terms), consumed);

    /// <summary>The same in the time of the clock's calendar.</summary>
    public static DateTimeOffset Due(ClockTerms terms, TimeSpan consumed, DateTimeOffset since, CalendarSet calendars) =>
        calendars.Add(terms.Calendar, since, Left(Target(terms), consumed));

    public static TimeSpan Consumed(TicketClock clock, DateTimeOffset now, CalendarSet calendars) =>
        clock.IsRunning ? clock.Consumed + calendars.Between(clock.Terms.Calendar, clock.RunningSince, now) : clock.Consumed;

    public static long Microseconds(TimeSpan time) => time.Ticks / TicksPerMicrosecond;

    /// <summary>
    /// How many seconds before it is due each warning comes that is not passed yet. Targets and marks are whole seconds and so are opening hours: the
    /// difference is one too.
    /// </summary>
    public static ImmutableArray<int> WarnBefore(ClockTerms terms, TimeSpan consumed, DateTimeOffset since, DateTimeOffset due, CalendarSet calendars)
    {
        var before = ImmutableArray.CreateBuilder<int>(terms.Warnings.Length);
        foreach (var percent in terms.Warnings)
        {
            if (terms.Mark(percent) > consumed)
            {
                before.Add((int)(due - calendars.Add(terms.Calendar, since, terms.Mark(percent) - consumed)).TotalSeconds);
            }
        }

        return before.Count == 0 ? default : before.DrainToImmutable();
    }

    private static TimeSpan Left(TimeSpan target, TimeSpan consumed) => target > consumed ? target - consumed : TimeSpan.Zero;
}
