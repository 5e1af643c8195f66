using Microsoft.Extensions.Logging;

namespace AfterSales.Policies;

/// <summary>Log messages of policies, 2300-2399.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(2300, LogLevel.Information, "Policy {Name} published as version {Version}")]
    public static partial void Published(ILogger logger, string name, int version);

    [LoggerMessage(2301, LogLevel.Warning, "Policy {Name} could not be stored")]
    public static partial void NotStored(ILogger logger, Exception exception, string name);

    [LoggerMessage(2302, LogLevel.Information, "Policy {Name} version {Version} is in force here")]
    public static partial void InForce(ILogger logger, string name, int version);

    [LoggerMessage(2303, LogLevel.Warning, "Policy {Name} could not be read; version {Version} stays in force here")]
    public static partial void NotRead(ILogger logger, Exception? exception, string name, int version);

    [LoggerMessage(2304, LogLevel.Warning, "Policy {Name} version {Version} names a calendar that does not exist ({Pointer}): plain time is counted there")]
    public static partial void NoCalendar(ILogger logger, string name, int version, string pointer);
}
