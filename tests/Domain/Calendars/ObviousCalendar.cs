using System.Globalization;
using AfterSales.Calendars;
using NodaTime;

namespace AfterSales.Tests.Domain.Calendars;

/// <summary>
/// Business time as one would explain it: look at the clock on the wall once a minute. Every rule of a zone since 1970 changes on whole minutes,
/// and so do opening hours, so within a minute nothing changes.
/// </summary>
internal sealed class ObviousCalendar(CalendarDefinition definition)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[definition.Zone];

    public bool IsOpen(DateTimeOffset at)
    {
        var wall = Instant.FromDateTimeOffset(at).InZone(_zone).LocalDateTime;
        var date = wall.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        var own = definition.Days.FirstOrDefault(day => day.Date == date);
        var hours = own is null ? OfWeekday((DayOfWeek)((int)wall.DayOfWeek % 7))
            : own.Like is { } like ? OfWeekday(like)
            : own.Hours;
        var time = wall.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture);
        return hours.Any(open => string.CompareOrdinal(open.From, time) <= 0 && string.CompareOrdinal(time, open.To) < 0);
    }

    public DateTimeOffset NextOpening(DateTimeOffset at)
    {
        while (!IsOpen(at))
        {
            at = NextMinute(at);
        }

        return at;
    }

    public DateTimeOffset Add(DateTimeOffset from, TimeSpan open)
    {
        while (open > TimeSpan.Zero)
        {
            var next = NextMinute(from);
            if (IsOpen(from))
            {
                next = next - from < open ? next : from + open;
                open -= next - from;
            }

            from = next;
        }

        return from;
    }

    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var open = TimeSpan.Zero;
        while (from < to)
        {
            var next = NextMinute(from) < to ? NextMinute(from) : to;
            open += IsOpen(from) ? next - from : TimeSpan.Zero;
            from = next;
        }

        return open;
    }

    private System.Collections.Immutable.ImmutableArray<OpenHours> OfWeekday(DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => definition.Week.Monday,
        DayOfWeek.Tuesday => definition.Week.Tuesday,
        DayOfWeek.Wednesday => definition.Week.Wednesday,
        DayOfWeek.Thursday => definition.Week.Thursday,
        DayOfWeek.Friday => definition.Week.Friday,
        DayOfWeek.Saturday => definition.Week.Saturday,
        _ => definition.Week.Sunday,
    };

    private static DateTimeOffset NextMinute(DateTimeOffset at) => at.AddTicks(Minute.Ticks - (at.Ticks % Minute.Ticks));
}
