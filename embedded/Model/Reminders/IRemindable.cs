using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that reminders call.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A tick of a reminder. It may be late, and ticks missed while the process was down come as one.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
