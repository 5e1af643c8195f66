namespace AfterSales.Calendars;

/// <summary>The calendars a new shop starts with.</summary>
internal static class BuiltInCalendars
{
    public static CalendarCatalogDocument Document { get; } = new(1, []);

    public static CalendarSet Set { get; } = new(Document);
}
