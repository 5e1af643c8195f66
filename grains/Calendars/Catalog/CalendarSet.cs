namespace AfterSales.Calendars;

/// <summary>Every calendar as of one moment; immutable, so a decision sees one consistent set. No calendar (null) is around the clock.</summary>
public sealed class CalendarSet
{
    private readonly ImmutableDictionary<string, BusinessCalendar> _calendars;

    /// <param name="document">Valid.</param>
    /// <param name="before">Calendars that did not change are taken over from here, with the years they have worked out.</param>
    public CalendarSet(CalendarCatalogDocument document, CalendarSet? before = null)
    {
        Document = document;
        _calendars = document.Calendars.OrEmpty().ToImmutableDictionary(
            calendar => calendar.Id,
            calendar => before?.Find(calendar.Id) is { } known && IsSame(known.Document, calendar) ? known : new BusinessCalendar(calendar),
            StringComparer.Ordinal);
    }

    public CalendarCatalogDocument Document { get; }

    public int Revision => Document.Revision;

    public bool Has(string id) => _calendars.ContainsKey(id);

    public BusinessCalendar? Find(string? id) => id is null ? null : _calendars.GetValueOrDefault(id);

    /// <summary>As <see cref="BusinessCalendar.Add"/>; plain time without a calendar, also when the one named is not known.</summary>
    public DateTimeOffset Add(string? id, DateTimeOffset from, TimeSpan time) => Find(id) is { } calendar ? calendar.Add(from, time) : from + time;

    /// <summary>As <see cref="BusinessCalendar.Between"/>; plain time without a calendar, also when the one named is not known.</summary>
    public TimeSpan Between(string? id, DateTimeOffset from, DateTimeOffset to) =>
        Find(id) is { } calendar ? calendar.Between(from, to) : to > from ? to - from : TimeSpan.Zero;

    private static bool IsSame(CalendarDocument one, CalendarDocument other) => one.Version == other.Version && one.UpdatedAt == other.UpdatedAt;
}

/// <summary>The calendars in force, as this process knows them; a change reaches every process within seconds.</summary>
public interface ICalendarSource
{
    CalendarSet Current { get; }

    /// <summary>Reads the catalog now. Asked before a calendar is called unknown. Never throws for what cannot be read: the last known set stays.</summary>
    Task Refresh();
}
