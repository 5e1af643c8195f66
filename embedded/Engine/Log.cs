using Microsoft.Extensions.Logging;

namespace Orleans.Embedded;

/// <summary>Log messages of the engine, event ids 7000 to 7099.</summary>
internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Warning, "Activation of {GrainId} failed")]
    public static partial void ActivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(7002, LogLevel.Warning, "Deactivation of {GrainId} failed or took too long")]
    public static partial void DeactivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(7003, LogLevel.Warning, "A timer tick of {GrainId} failed")]
    public static partial void TimerTickFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(7004, LogLevel.Warning, "One-way call {Method} of {GrainId} failed")]
    public static partial void OneWayFailed(ILogger logger, Exception exception, string method, GrainId grainId);

    [LoggerMessage(7005, LogLevel.Error, "A call was refused because it would wait for itself")]
    public static partial void CallCycle(ILogger logger, Exception exception);

    [LoggerMessage(7006, LogLevel.Warning, "Engine stopped with {Count} activations that did not deactivate in time")]
    public static partial void StoppedLate(ILogger logger, int count);

    [LoggerMessage(7010, LogLevel.Warning, "Due reminders could not be read; next try in {Interval}")]
    public static partial void ReminderPollFailed(ILogger logger, Exception exception, TimeSpan interval);

    [LoggerMessage(7011, LogLevel.Warning, "A tick of {Reminder} failed")]
    public static partial void ReminderFailed(ILogger logger, Exception exception, ReminderId reminder);
}
