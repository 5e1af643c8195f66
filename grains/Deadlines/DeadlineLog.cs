using Microsoft.Extensions.Logging;

namespace AfterSales.Deadlines;

/// <summary>Log messages of extensions, 2800-2849.</summary>
internal static partial class DeadlineLog
{
    [LoggerMessage(2800, LogLevel.Information, "Extension {ExtensionId} of rule {Rule} asked for")]
    public static partial void Asked(ILogger logger, Guid extensionId, string rule);

    [LoggerMessage(2801, LogLevel.Information, "Extension {ExtensionId} is to be undone")]
    public static partial void Undone(ILogger logger, Guid extensionId);

    [LoggerMessage(2802, LogLevel.Information, "Extension {ExtensionId} is done (undone: {Undone}): {Changed} of {Cases} cases")]
    public static partial void Done(ILogger logger, Guid extensionId, bool undone, int changed, int cases);

    [LoggerMessage(2803, LogLevel.Warning, "Extensions could not be stored")]
    public static partial void NotStored(ILogger logger, Exception exception);

    [LoggerMessage(2804, LogLevel.Warning, "Extension {ExtensionId} cannot go on; it is tried again")]
    public static partial void Stuck(ILogger logger, Exception exception, Guid extensionId);

    [LoggerMessage(2805, LogLevel.Debug, "Extension {ExtensionId}: case {TicketId} could not be asked; it is asked again")]
    public static partial void NotAsked(ILogger logger, Exception exception, Guid extensionId, Guid ticketId);

    [LoggerMessage(2806, LogLevel.Warning, "Extension {ExtensionId}: {Count} cases have not answered yet, {TicketId} among them; they are asked until they do")]
    public static partial void Silent(ILogger logger, Guid extensionId, int count, Guid ticketId);

    [LoggerMessage(2808, LogLevel.Warning, "Whether any deadline is under a rule could not be read")]
    public static partial void NotRead(ILogger logger, Exception exception);

    [LoggerMessage(2807, LogLevel.Warning, "Extensions could not be woken ({Failures} failures)")]
    public static partial void NotWoken(ILogger logger, Exception exception, long failures);
}
