using System.Text.Json;

namespace AfterSales.Calendars;

/// <summary>How a shipped calendar is written: the same hours Monday to Friday, and by year the holidays as spans and the make-up workdays.</summary>
internal sealed record HolidayFile(
    string Id, string Name, string Zone, string Source, ImmutableArray<OpenHours> Hours, ImmutableArray<HolidayYear> Years)
{
    private const string MakeUpWorkday = "调休上班";

    /// <summary>A file that is part of the assembly.</summary>
    public static HolidayFile Read(string file)
    {
        using var stream = typeof(HolidayFile).Assembly.GetManifestResourceStream($"calendars/{file}")
            ?? throw new InvalidOperationException($"The calendar {file} is not part of the assembly.");
        return JsonSerializer.Deserialize<HolidayFile>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"The calendar {file} is empty.");
    }

    public CalendarDocument ToDocument() => new(Id, 1, Definition(), UpdatedAt: null, UpdatedBy: null);

    private CalendarDefinition Definition() => new()
    {
        Name = Name,
        Zone = Zone,
        Week = new WeekHours { Monday = Hours, Tuesday = Hours, Wednesday = Hours, Thursday = Hours, Friday = Hours },
        Days = [.. Years.SelectMany(Days).OrderBy(day => day.Date, StringComparer.Ordinal)],
        Source = Source,
    };

    private static IEnumerable<CalendarDay> Days(HolidayYear year) => year.Holidays.SelectMany(Days).Concat(
        year.MakeUpWorkdays.Select(date => new CalendarDay { Date = Text(date), Name = MakeUpWorkday, Like = DayOfWeek.Monday }));

    private static IEnumerable<CalendarDay> Days(HolidaySpan holiday) => Enumerable.Range(0, holiday.Last.DayNumber - holiday.First.DayNumber + 1)
        .Select(day => new CalendarDay { Date = Text(holiday.First.AddDays(day)), Name = holiday.Name });

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd");
}

/// <param name="Year">Of the notice.</param>
/// <param name="Holidays">Days off, weekends within them included.</param>
/// <param name="MakeUpWorkdays">Saturdays and Sundays worked instead.</param>
internal sealed record HolidayYear(int Year, ImmutableArray<HolidaySpan> Holidays, ImmutableArray<DateOnly> MakeUpWorkdays);

internal sealed record HolidaySpan(string Name, DateOnly First, DateOnly Last);
