using Microsoft.Extensions.Logging;

namespace AfterSales.Calendars;

/// <summary>Log messages of calendars, 2850-2899.</summary>
internal static partial class CalendarLog
{
    [LoggerMessage(2850, LogLevel.Information, "Calendar {Calendar} stored as version {Version}")]
    public static partial void Stored(ILogger logger, string calendar, int version);

    [LoggerMessage(2851, LogLevel.Warning, "The calendar catalog could not be stored")]
    public static partial void NotStored(ILogger logger, Exception exception);

    [LoggerMessage(2852, LogLevel.Information, "Calendar catalog {Revision} is in force here")]
    public static partial void InForce(ILogger logger, int revision);

    [LoggerMessage(2853, LogLevel.Warning, "The calendar catalog could not be read; {Revision} stays in force here")]
    public static partial void NotRead(ILogger logger, Exception? exception, int revision);
}
