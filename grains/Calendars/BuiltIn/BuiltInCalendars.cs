namespace AfterSales.Calendars;

/// <summary>
/// The calendars a new shop starts with, version 1 each: <c>cn-business</c>, Monday to Friday 09:00-12:00 and 13:00-18:00 in China with the public holidays
/// and make-up workdays the file names; years beyond it have none until somebody adds them.
/// </summary>
internal static class BuiltInCalendars
{
    public static CalendarCatalogDocument Document { get; } = new(1, [HolidayFile.Read("cn-business.json").ToDocument()]);

    public static CalendarSet Set { get; } = new(Document);
}
