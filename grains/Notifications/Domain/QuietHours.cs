using NodaTime;
using NodaTime.Text;

namespace AfterSales.Notifications;

/// <summary>A daily stretch of local time in which nobody is disturbed. Pure.</summary>
internal sealed record QuietHours(LocalTime From, LocalTime To, DateTimeZone Zone)
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    public static bool IsTime(string text) => Time.Parse(text).Success;

    public static bool IsZone(string text) => ZoneOf(text) is not null;

    /// <summary>Of texts that were checked.</summary>
    public static QuietHours Of(string from, string to, string zone) =>
        new(Time.Parse(from).Value, Time.Parse(to).Value, ZoneOf(zone) ?? DateTimeZone.Utc);

    public static DateTimeZone? ZoneOf(string text) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(text);

    /// <summary>The moment itself outside of quiet hours, their end within. Equal ends: never quiet.</summary>
    public DateTimeOffset After(DateTimeOffset moment)
    {
        var instant = Instant.FromDateTimeOffset(moment);
        var local = instant.InZone(Zone).LocalDateTime;
        if (!IsQuiet(local.TimeOfDay))
        {
            return moment;
        }

        var end = (local.TimeOfDay < To ? local.Date : local.Date.PlusDays(1)) + To;
        return Max(EndOf(end, instant), instant).ToDateTimeOffset();
    }

    private bool IsQuiet(LocalTime time) => From <= To ? time >= From && time < To : time >= From || time < To;

    /// <summary>Clocks put forward over the end: as long after it. Clocks put back over it: the first time that is still to come.</summary>
    private Instant EndOf(LocalDateTime end, Instant moment)
    {
        var mapping = Zone.MapLocal(end);
        return mapping.Count switch
        {
            0 => Zone.AtLeniently(end).ToInstant(),
            2 when mapping.First().ToInstant() <= moment => mapping.Last().ToInstant(),
            _ => mapping.First().ToInstant(),
        };
    }

    private static Instant Max(Instant one, Instant other) => one > other ? one : other;
}
