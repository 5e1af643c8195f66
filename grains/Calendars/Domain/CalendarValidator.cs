using System.Collections.Frozen;
using AfterSales.Policies;
using NodaTime;

namespace AfterSales.Calendars;

/// <summary>What a calendar may be; names every fault at once, with its JSON pointer.</summary>
public static class CalendarValidator
{
    public const int MaxDays = 2_000;

    /// <summary>Intervals of one day.</summary>
    public const int MaxHours = 8;

    private const int MaxName = 100;
    private const int MaxSource = 500;

    /// <summary>Nobody reads more; the rest is named once these are right.</summary>
    private const int MaxErrors = 100;

    private static readonly FrozenSet<string> Zones = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    public static ImmutableArray<FieldError> Check(CalendarDefinition definition)
    {
        var week = definition.Week ?? new WeekHours();
        var ranges = new Ranges();
        Text(definition.Name ?? "", 1, MaxName, "/name", ranges);
        Text(definition.Source ?? "", 0, MaxSource, "/source", ranges);
        ranges.That(Zones.Contains(definition.Zone ?? ""), "/zone", "Must be an IANA time zone, e.g. Asia/Shanghai.")
            .That(WeekDays.All.Any(day => !WeekDays.Hours(week, day).IsDefaultOrEmpty), "/week", "Must have opening hours on at least one weekday.");
        foreach (var day in WeekDays.All)
        {
            Hours(WeekDays.Hours(week, day).OrEmpty(), $"/week/{day.ToString().ToLowerInvariant()}", ranges);
        }

        Days(definition.Days.OrEmpty(), ranges);
        return [.. ranges.Errors.Take(MaxErrors)];
    }

    private static void Days(ImmutableArray<CalendarDay> days, Ranges ranges)
    {
        ranges.AtMost(days.Length, MaxDays, "/days");
        var seen = new HashSet<DateOnly>();
        for (var i = 0; i < Math.Min(days.Length, MaxDays); i++)
        {
            var (day, at) = (days[i], $"/days/{i}");
            var date = LocalTexts.Date(day.Date);
            ranges.That(date is not null, $"{at}/date", "Must be a date as yyyy-MM-dd.")
                .That(date is not { } known || seen.Add(known), $"{at}/date", "Must not be there twice.")
                .That(day.Like is not { } like || Enum.IsDefined(like), $"{at}/like", "Must be a weekday.")
                .That(day.Like is null || day.Hours.IsDefaultOrEmpty, $"{at}/like", "Must not be given together with hours.");
            Text(day.Name ?? "", 0, MaxName, $"{at}/name", ranges);
            Hours(day.Hours.OrEmpty(), $"{at}/hours", ranges);
        }
    }

    private static void Hours(ImmutableArray<OpenHours> hours, string at, Ranges ranges)
    {
        ranges.AtMost(hours.Length, MaxHours, at);
        for (var i = 0; i < Math.Min(hours.Length, MaxHours); i++)
        {
            var (from, to) = Minutes(hours[i]);
            ranges.That(from < LocalTexts.MinutesInDay, $"{at}/{i}/from", "Must be a time of day as HH:mm, at most 23:59.")
                .That(to is not null, $"{at}/{i}/to", "Must be a time of day as HH:mm, at most 24:00.")
                .That(from is null || to is null || from < to || from == LocalTexts.MinutesInDay, $"{at}/{i}/to", "Must be later than from.")
                .That(!hours.Take(i).Any(other => Overlap(Minutes(other), (from, to))), $"{at}/{i}", "Must not overlap with another interval of the day.");
        }
    }

    /// <summary>Half-open, so touching is allowed. False when a time is not known.</summary>
    private static bool Overlap((int? From, int? To) one, (int? From, int? To) other) =>
        one.From < one.To && other.From < other.To && one.From < other.To && other.From < one.To;

    private static (int? From, int? To) Minutes(OpenHours? hours) => (LocalTexts.Minutes(hours?.From), LocalTexts.Minutes(hours?.To));

    private static void Text(string text, int least, int most, string pointer, Ranges ranges) => ranges
        .That(text.Length <= most && (least == 0 || !string.IsNullOrWhiteSpace(text)), pointer, least > 0 ? $"Must be {least} to {most} characters and not blank." : $"Must be at most {most} characters.")
        .That(!text.Any(char.IsControl), pointer, "Must not hold control characters.");
}
