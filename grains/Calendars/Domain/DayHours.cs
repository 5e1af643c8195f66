using System.Collections.Frozen;

namespace AfterSales.Calendars;

/// <summary>The hours of any date in ticks since local midnight, in order. Days count from 0001-01-01, which was a Monday.</summary>
internal sealed class DayHours
{
    private const int DaysInWeek = 7;

    private readonly (long From, long To)[][] _week;
    private readonly FrozenDictionary<int, (long From, long To)[]> _days;

    public DayHours(CalendarDefinition definition)
    {
        _week = [.. WeekDays.All.Select(day => Ticks(WeekDays.Hours(definition.Week, day)))];
        _days = definition.Days.OrEmpty().ToFrozenDictionary(
            day => LocalTexts.Date(day.Date)!.Value.DayNumber,
            day => day.Like is { } weekday ? _week[WeekDays.IndexOf(weekday)] : Ticks(day.Hours));
    }

    public (long From, long To)[] Of(int day) =>
        _days.TryGetValue(day, out var own) ? own : _week[((day % DaysInWeek) + DaysInWeek) % DaysInWeek];

    private static (long From, long To)[] Ticks(ImmutableArray<OpenHours> hours) =>
        [.. hours.OrEmpty().Select(open => (Of(open.From), Of(open.To))).OrderBy(open => open.Item1)];

    private static long Of(string time) => LocalTexts.Minutes(time)!.Value * TimeSpan.TicksPerMinute;
}

/// <summary>The seven lists of a week, Monday first.</summary>
internal static class WeekDays
{
    public static ImmutableArray<DayOfWeek> All { get; } =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    public static int IndexOf(DayOfWeek day) => ((int)day + 6) % 7;

    public static ImmutableArray<OpenHours> Hours(WeekHours week, DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => week.Monday,
        DayOfWeek.Tuesday => week.Tuesday,
        DayOfWeek.Wednesday => week.Wednesday,
        DayOfWeek.Thursday => week.Thursday,
        DayOfWeek.Friday => week.Friday,
        DayOfWeek.Saturday => week.Saturday,
        _ => week.Sunday,
    };
}
