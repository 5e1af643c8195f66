using System.Collections.Immutable;
using AfterSales.Calendars;
using NodaTime;

namespace AfterSales.Tests.Domain.Calendars;

/// <summary>A calendar of a seed, and instants near what is hard about it: changes of the clock, midnight, the turn of the year.</summary>
internal sealed class RandomCalendars
{
    private static readonly string[] Zones =
    [
        "Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Australia/Adelaide", "Asia/Kolkata",
        "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati", "America/St_Johns", "Africa/Casablanca", "UTC", "Asia/Tehran",
    ];

    private readonly Random _random;

    public RandomCalendars(int seed)
    {
        _random = new Random(seed);
        Start = new DateOnly(2023 + _random.Next(4), 1, 1).AddDays(_random.Next(-3, 366));
        var zone = Zones[_random.Next(Zones.Length)];
        // Half of them around a change of the clock, where there is one.
        if (_random.Next(2) == 0 && Change(zone, Start) is { } change)
        {
            Start = change.AddDays(-_random.Next(3));
        }

        Definition = Make.Definition(zone, Week(), [.. Dates()]);
    }

    public CalendarDefinition Definition { get; }

    private DateOnly Start { get; }

    /// <summary>To the microsecond, or to the minute, where the ends of intervals are met exactly.</summary>
    public DateTimeOffset Instant()
    {
        var day = new DateTimeOffset(Start, TimeOnly.MinValue, TimeSpan.Zero);
        return _random.Next(2) == 0 ? day.AddMinutes(_random.Next(4 * 1_440)) : day.AddMicroseconds(_random.NextInt64(4 * 86_400_000_000L));
    }

    public TimeSpan Span() => _random.Next(3) switch
    {
        0 => TimeSpan.FromMinutes(_random.Next(1, 1_000)),
        1 => TimeSpan.FromMicroseconds(_random.NextInt64(1, 60_000_000_000L)),
        _ => TimeSpan.FromMicroseconds(_random.Next(1, 1_000)),
    };

    private WeekHours Week()
    {
        var week = new WeekHours
        {
            Monday = Hours(), Tuesday = Hours(), Wednesday = Hours(), Thursday = Hours(), Friday = Hours(), Saturday = Hours(), Sunday = Hours(),
        };
        return CalendarValidator.Check(Make.Definition("UTC", week)).IsEmpty ? week : week with { Wednesday = Make.Office };
    }

    private List<CalendarDay> Dates()
    {
        var days = Enumerable.Range(-1, 6).Where(_ => _random.Next(3) == 0).Select(day => Start.AddDays(day).ToString("yyyy-MM-dd"));
        return [.. days.Select(date => _random.Next(3) switch
        {
            0 => new CalendarDay { Date = date },
            1 => new CalendarDay { Date = date, Like = (DayOfWeek)_random.Next(7) },
            _ => new CalendarDay { Date = date, Hours = Hours() },
        })];
    }

    /// <summary>None, all day, or some that may touch and are in no order.</summary>
    private ImmutableArray<OpenHours> Hours()
    {
        var kind = _random.Next(8);
        if (kind < 2)
        {
            return kind == 0 ? [] : Make.Hours("00:00-24:00");
        }

        var cuts = Enumerable.Range(0, _random.Next(2, 7)).Select(_ => _random.Next(2) == 0 ? _random.Next(25) * 60 : _random.Next(1_441)).Distinct().Order().ToList();
        var spans = cuts.Zip(cuts.Skip(1)).Where(_ => _random.Next(3) > 0).Select(span => new OpenHours(Text(span.First), Text(span.Second))).ToArray();
        _random.Shuffle(spans);
        return [.. spans];
    }

    private static string Text(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";

    private static DateOnly? Change(string zone, DateOnly after)
    {
        var at = NodaTime.Instant.FromDateTimeOffset(new DateTimeOffset(after, TimeOnly.MinValue, TimeSpan.Zero));
        var stretch = DateTimeZoneProviders.Tzdb[zone].GetZoneInterval(at);
        return stretch.HasEnd && stretch.End - at < Duration.FromDays(400) ? DateOnly.FromDateTime(stretch.End.ToDateTimeUtc()) : null;
    }
}
