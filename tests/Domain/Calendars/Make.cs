using System.Collections.Immutable;
using AfterSales.Calendars;
using NodaTime;

namespace AfterSales.Tests.Domain.Calendars;

/// <summary>Short ways to write calendars and times.</summary>
internal static class Make
{
    public static ImmutableArray<OpenHours> Office { get; } = Hours("09:00-12:00", "13:00-18:00");

    public static ImmutableArray<OpenHours> Hours(params string[] spans) => [.. spans.Select(span => new OpenHours(span[..5], span[6..]))];

    public static WeekHours EveryDay(ImmutableArray<OpenHours> hours) => new()
    {
        Monday = hours, Tuesday = hours, Wednesday = hours, Thursday = hours, Friday = hours, Saturday = hours, Sunday = hours,
    };

    public static WeekHours Weekdays(ImmutableArray<OpenHours> hours) => EveryDay(hours) with { Saturday = [], Sunday = [] };

    public static CalendarDefinition Definition(string zone, WeekHours week, params CalendarDay[] days) =>
        new() { Name = "Test", Zone = zone, Week = week, Days = [.. days] };

    public static BusinessCalendar Calendar(CalendarDefinition definition) => new(new CalendarDocument("test", 1, definition, null, null));

    public static BusinessCalendar Calendar(string zone, WeekHours week, params CalendarDay[] days) => Calendar(Definition(zone, week, days));

    /// <summary>What the clock on the wall shows, as an instant; of a repeated hour the first.</summary>
    public static DateTimeOffset At(string zone, string local)
    {
        var time = LocalDateTime.FromDateTime(System.DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        return DateTimeZoneProviders.Tzdb[zone].AtLeniently(time).ToDateTimeOffset().ToUniversalTime();
    }

    public static CalendarDay Day(string date, params string[] hours) => new() { Date = date, Hours = Hours(hours) };
}
