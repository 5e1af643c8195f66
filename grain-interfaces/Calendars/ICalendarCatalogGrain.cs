namespace AfterSales.Calendars;

/// <summary>The one list of calendars. Key: <see cref="Key"/>. Kept in grain storage; every process follows it within seconds.</summary>
[Alias("aftersales.ICalendarCatalogGrain")]
public interface ICalendarCatalogGrain : IGrainWithStringKey
{
    public const string Key = "calendars:all";

    /// <summary>All of them; null when nothing changed since <paramref name="knownRevision"/>.</summary>
    [Alias("GetAll")]
    Task<Outcome<CalendarAnswer>> GetAll(int knownRevision);

    /// <summary>
    /// Creates or changes a calendar; an equal definition changes nothing, a retry with the same command id neither.
    /// <see cref="CallContext.IfMatch"/> is compared with its version. Every fault of the definition is named at once.
    /// </summary>
    [Alias("Put")]
    Task<Outcome<CalendarDocument>> Put(string calendarId, CalendarDefinition definition, CallContext context);
}

/// <param name="Document">Null: what is known is the newest.</param>
[GenerateSerializer, Immutable, Alias("aftersales.CalendarAnswer")]
public sealed record CalendarAnswer([property: Id(0)] CalendarCatalogDocument? Document);
