using AfterSales.Calendars;

namespace AfterSales.Api.Calendars;

/// <summary>A calendar as configured. A built-in one that nobody changed has no <see cref="UpdatedBy"/>.</summary>
internal sealed record CalendarBody
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public required string Zone { get; init; }

    public required WeekHours Week { get; init; }

    public required ImmutableArray<DayBody> Days { get; init; }

    public string? Source { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }

    public static CalendarBody Of(CalendarDocument document) => new()
    {
        Id = document.Id,
        Version = document.Version,
        Name = document.Definition.Name,
        Zone = document.Definition.Zone,
        Week = document.Definition.Week,
        Days = [.. document.Definition.Days.OrEmpty().Select(DayBody.Of)],
        Source = document.Definition.Source,
        UpdatedAt = document.UpdatedAt,
        UpdatedBy = document.UpdatedBy,
    };
}

/// <param name="Date">The date.</param>
/// <param name="Name">What day it is.</param>
/// <param name="Hours">Of that date, none when it is closed; absent when it is worked like a weekday.</param>
/// <param name="Like">That weekday.</param>
internal sealed record DayBody(string Date, string? Name, ImmutableArray<OpenHours>? Hours, DayOfWeek? Like)
{
    public static DayBody Of(CalendarDay day) => new(day.Date, day.Name, day.Like is null ? day.Hours.OrEmpty() : null, day.Like);
}

/// <summary>Every calendar there is, by id, without its hours.</summary>
internal sealed record CalendarListBody(ImmutableArray<CalendarHead> Items);

internal sealed record CalendarHead(string Id, int Version, string Name, string Zone, DateTimeOffset? UpdatedAt, string? UpdatedBy)
{
    public static CalendarHead Of(CalendarDocument document) => new(
        document.Id, document.Version, document.Definition.Name, document.Definition.Zone, document.UpdatedAt, document.UpdatedBy);
}
