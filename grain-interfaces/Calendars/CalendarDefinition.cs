namespace AfterSales.Calendars;

/// <summary>
/// When a shop, a queue or a promise is at work (domain.md section 7). A day is open in half-open intervals of local time; a date listed in
/// <see cref="Days"/> has its own hours instead of its weekday's.
/// </summary>
[GenerateSerializer, Immutable, Alias("aftersales.CalendarDefinition")]
public sealed record CalendarDefinition
{
    /// <summary>1-100 characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>An IANA zone, e.g. <c>Asia/Shanghai</c>; local times and daylight saving are its own.</summary>
    [Id(1)] public required string Zone { get; init; }

    [Id(2)] public required WeekHours Week { get; init; }

    /// <summary>Holidays, make-up workdays and days with other hours; each date once, at most 2,000.</summary>
    [Id(3)] public ImmutableArray<CalendarDay> Days { get; init; } = [];

    /// <summary>Where the dates come from; at most 500 characters.</summary>
    [Id(4)] public string? Source { get; init; }
}

/// <summary>Opening hours by weekday; an empty list is a day off.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.WeekHours")]
public sealed record WeekHours
{
    [Id(0)] public ImmutableArray<OpenHours> Monday { get; init; } = [];

    [Id(1)] public ImmutableArray<OpenHours> Tuesday { get; init; } = [];

    [Id(2)] public ImmutableArray<OpenHours> Wednesday { get; init; } = [];

    [Id(3)] public ImmutableArray<OpenHours> Thursday { get; init; } = [];

    [Id(4)] public ImmutableArray<OpenHours> Friday { get; init; } = [];

    [Id(5)] public ImmutableArray<OpenHours> Saturday { get; init; } = [];

    [Id(6)] public ImmutableArray<OpenHours> Sunday { get; init; } = [];
}

/// <summary>Open from <paramref name="From"/> up to but not including <paramref name="To"/>, both <c>HH:mm</c> local time, the second one at most <c>24:00</c>.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.OpenHours")]
public sealed record OpenHours([property: Id(0)] string From, [property: Id(1)] string To);

/// <summary>One date with hours of its own.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.CalendarDay")]
public sealed record CalendarDay
{
    /// <summary><c>yyyy-MM-dd</c>.</summary>
    [Id(0)] public required string Date { get; init; }

    /// <summary>E.g. the holiday's name; at most 100 characters.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>Hours of that date; empty: closed.</summary>
    [Id(2)] public ImmutableArray<OpenHours> Hours { get; init; } = [];

    /// <summary>Instead of <see cref="Hours"/>: works like this weekday (a make-up workday).</summary>
    [Id(3)] public DayOfWeek? Like { get; init; }
}

/// <param name="Id">1-64 of <c>[A-Za-z0-9._:-]</c>.</param>
/// <param name="Version">1 and up.</param>
/// <param name="Definition">The calendar.</param>
/// <param name="UpdatedAt">Null for a built-in calendar nobody changed.</param>
/// <param name="UpdatedBy">By whom.</param>
[GenerateSerializer, Immutable, Alias("aftersales.CalendarDocument")]
public sealed record CalendarDocument(
    [property: Id(0)] string Id,
    [property: Id(1)] int Version,
    [property: Id(2)] CalendarDefinition Definition,
    [property: Id(3)] DateTimeOffset? UpdatedAt,
    [property: Id(4)] string? UpdatedBy);

/// <summary>All calendars as of one moment.</summary>
/// <param name="Revision">Grows with every change.</param>
/// <param name="Calendars">At most 100, by id.</param>
[GenerateSerializer, Immutable, Alias("aftersales.CalendarCatalogDocument")]
public sealed record CalendarCatalogDocument([property: Id(0)] int Revision, [property: Id(1)] ImmutableArray<CalendarDocument> Calendars);
