using Microsoft.Extensions.Logging;

namespace AfterSales.ReadModel;

internal sealed partial class DirtySetFlusher<TRow>
{
    [LoggerMessage(1100, LogLevel.Warning, "The read model's {Set} cannot be written; {Rows} rows wait. Commands go on, lists fall behind")]
    private static partial void LogFailed(ILogger logger, string set, int rows, Exception error);

    [LoggerMessage(1101, LogLevel.Information, "The read model's {Set} are written again after {Failures} failed attempts")]
    private static partial void LogRecovered(ILogger logger, string set, int failures);

    [LoggerMessage(1102, LogLevel.Error, "The read model's {Set} do not accept {Id} in version {Version}; it is left to the follower")]
    private static partial void LogBadRow(ILogger logger, string set, Guid id, int version, Exception error);
}
