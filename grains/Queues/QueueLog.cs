using Microsoft.Extensions.Logging;

namespace AfterSales.Queues;

/// <summary>Log messages of queues, 2500-2599.</summary>
internal static partial class QueueLog
{
    [LoggerMessage(2500, LogLevel.Information, "Queue {Queue} stored as version {Version}")]
    public static partial void Stored(ILogger logger, string queue, int version);

    [LoggerMessage(2501, LogLevel.Information, "Queue {Queue} removed")]
    public static partial void Removed(ILogger logger, string queue);

    [LoggerMessage(2502, LogLevel.Warning, "The queue catalog could not be stored")]
    public static partial void NotStored(ILogger logger, Exception exception);

    [LoggerMessage(2503, LogLevel.Information, "Queue catalog {Revision} is in force here")]
    public static partial void InForce(ILogger logger, int revision);

    [LoggerMessage(2504, LogLevel.Warning, "The queue catalog could not be read; {Revision} stays in force here")]
    public static partial void NotRead(ILogger logger, Exception? exception, int revision);

    [LoggerMessage(2505, LogLevel.Warning, "Queue {Queue} could not be asked by the catalog")]
    public static partial void NotAsked(ILogger logger, Exception exception, string queue);

    [LoggerMessage(2510, LogLevel.Information, "Queue {Queue} loaded with {Waiting} waiting cases and {Agents} agents")]
    public static partial void Loaded(ILogger logger, string queue, int waiting, int agents);

    [LoggerMessage(2511, LogLevel.Warning, "Queue {Queue} could not be loaded (attempt {Attempt}); it is tried again")]
    public static partial void NotLoaded(ILogger logger, Exception exception, string queue, int attempt);

    [LoggerMessage(2512, LogLevel.Debug, "Queue {Queue}: {Call} of {Id} was refused: {Code}")]
    public static partial void CallRefused(ILogger logger, string queue, string call, Guid id, string code);

    [LoggerMessage(2513, LogLevel.Debug, "Queue {Queue}: {Call} of {Id} failed")]
    public static partial void CallFailed(ILogger logger, Exception exception, string queue, string call, Guid id);

    [LoggerMessage(2514, LogLevel.Debug, "Queue {Queue}: agent {Agent} could not be asked")]
    public static partial void AgentSilent(ILogger logger, Exception exception, string queue, string agent);

    [LoggerMessage(2520, LogLevel.Warning, "Queue {Queue} could not be woken ({Failures} failures)")]
    public static partial void NotWoken(ILogger logger, Exception exception, string queue, long failures);
}
