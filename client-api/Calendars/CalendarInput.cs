using AfterSales.Calendars;

namespace AfterSales.Api.Calendars;

/// <summary>
/// Body of PUT /v1/calendars/{id}. Name, zone and week must be there; the rules of calendars say so, not the parser, so that a caller learns of
/// everything that is wrong at once.
/// </summary>
internal sealed record CalendarInput(string? Name = null, string? Zone = null, WeekInput? Week = null, string? Source = null)
{
    public ImmutableArray<DayInput> Days { get; init; }

    public static CalendarInput Complete(CalendarInput body) => body with
    {
        Week = (body.Week ?? new WeekInput()).Complete(),
        Days = [.. body.Days.OrEmpty().Select(day => day with { Hours = day.Hours.OrEmpty() })],
    };

    public CalendarDefinition ToDefinition() => new()
    {
        Name = Name ?? "",
        Zone = Zone ?? "",
        Week = (Week ?? new WeekInput()).ToWeek(),
        Days = [.. Days.OrEmpty().Select(day => day.ToDay())],
        Source = Source,
    };
}

/// <summary>Opening hours by weekday; a day left out is a day off.</summary>
internal sealed record WeekInput
{
    public ImmutableArray<HoursInput> Monday { get; init; }

    public ImmutableArray<HoursInput> Tuesday { get; init; }

    public ImmutableArray<HoursInput> Wednesday { get; init; }

    public ImmutableArray<HoursInput> Thursday { get; init; }

    public ImmutableArray<HoursInput> Friday { get; init; }

    public ImmutableArray<HoursInput> Saturday { get; init; }

    public ImmutableArray<HoursInput> Sunday { get; init; }

    public WeekInput Complete() => new()
    {
        Monday = Monday.OrEmpty(),
        Tuesday = Tuesday.OrEmpty(),
        Wednesday = Wednesday.OrEmpty(),
        Thursday = Thursday.OrEmpty(),
        Friday = Friday.OrEmpty(),
        Saturday = Saturday.OrEmpty(),
        Sunday = Sunday.OrEmpty(),
    };

    public WeekHours ToWeek() => new()
    {
        Monday = Monday.ToHours(),
        Tuesday = Tuesday.ToHours(),
        Wednesday = Wednesday.ToHours(),
        Thursday = Thursday.ToHours(),
        Friday = Friday.ToHours(),
        Saturday = Saturday.ToHours(),
        Sunday = Sunday.ToHours(),
    };
}

/// <summary>One date: closed, open in hours of its own, or worked like a weekday.</summary>
internal sealed record DayInput(string? Date = null, string? Name = null, DayOfWeek? Like = null)
{
    public ImmutableArray<HoursInput> Hours { get; init; }

    public CalendarDay ToDay() => new() { Date = Date ?? "", Name = Name, Hours = Hours.ToHours(), Like = Like };
}

/// <summary>Open from one local time to another, <c>HH:mm</c>.</summary>
internal sealed record HoursInput(string? From = null, string? To = null);

internal static class HoursInputs
{
    public static ImmutableArray<OpenHours> ToHours(this ImmutableArray<HoursInput> hours) =>
        [.. hours.OrEmpty().Select(open => new OpenHours(open.From ?? "", open.To ?? ""))];
}
