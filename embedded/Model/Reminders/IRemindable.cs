namespace Orleans
{
    /// <summary>A grain that reminders call.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>A tick of a reminder. It may be late, and ticks missed while the process was down come as one.</summary>
        Task ReceiveReminder(string reminderName, Runtime.TickStatus status);
    }
}

namespace Orleans.Runtime
{
    /// <summary>A registered reminder.</summary>
    public interface IGrainReminder
    {
        /// <summary>Name, unique within the grain.</summary>
        string ReminderName { get; }
    }

    /// <summary>Times of a reminder's tick, in UTC. The first one is a time on the reminder's phase: when this tick was due.</summary>
    [GenerateSerializer, Immutable]
    public readonly record struct TickStatus(
        [property: Id(0)] DateTime FirstTickTime, [property: Id(1)] TimeSpan Period, [property: Id(2)] DateTime CurrentTickTime);
}
