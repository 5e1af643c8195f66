using Microsoft.Extensions.Logging;

namespace AfterSales.Sla;

/// <summary>Log messages of the wheel, 2700-2799.</summary>
internal static partial class SlaLog
{
    [LoggerMessage(2700, LogLevel.Information, "Wheel shard {Shard} loaded: {Entries} cases with a deadline, {Overdue} of them overdue")]
    public static partial void Loaded(ILogger logger, int shard, int entries, int overdue);

    [LoggerMessage(2701, LogLevel.Warning, "Wheel shard {Shard} could not be loaded (attempt {Attempt}); it is tried again")]
    public static partial void NotLoaded(ILogger logger, Exception exception, int shard, int attempt);

    [LoggerMessage(2702, LogLevel.Warning, "Wheel shard {Shard}: case {TicketId} could not be woken ({Code}, attempt {Attempt}); it is tried again")]
    public static partial void NotWoken(ILogger logger, Exception? exception, int shard, Guid ticketId, string code, int attempt);

    [LoggerMessage(2703, LogLevel.Warning, "Wheel shard {Shard} could not register its reminder (attempt {Attempt}); it is tried again")]
    public static partial void NotReminded(ILogger logger, Exception exception, int shard, int attempt);

    [LoggerMessage(2704, LogLevel.Warning, "Wheel shard {Shard} could not be pulsed ({Failures} failures)")]
    public static partial void NotPulsed(ILogger logger, Exception exception, int shard, long failures);

    [LoggerMessage(2705, LogLevel.Warning, "Wheel shard {Shard} could not be told the fast way ({Failures} failures); the follower of the log tells it")]
    public static partial void NotTold(ILogger logger, Exception exception, int shard, long failures);

    [LoggerMessage(2706, LogLevel.Information, "Business time was moved ahead by {By}; {Fired} cases were woken on the way")]
    public static partial void Travelled(ILogger logger, TimeSpan by, int fired);

    [LoggerMessage(2707, LogLevel.Warning, "Policy sla version {Version} sends cases to the queue {Queue}, which does not exist: they stay where they are. Add the queue, or name another one as supervisorQueue")]
    public static partial void NoSupervisors(ILogger logger, int version, string queue);
}
