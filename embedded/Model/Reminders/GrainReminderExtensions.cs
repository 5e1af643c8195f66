using Orleans.Embedded;

namespace Orleans;

/// <summary>
/// Reminders of a grain: durable, periodic calls that survive a restart. One commit per registration and per tick, so they suit
/// wake-ups of few grains, not deadlines of many.
/// </summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers a reminder or moves an existing one of the same name. Safe to retry. The period is at least one millisecond.</summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.FromMilliseconds(1));
        return grain is IRemindable
            ? Reminders(grain).RegisterAsync((Activation)grain.GrainContext, reminderName, dueTime, period)
            : throw new InvalidOperationException($"Grain {grain.GrainContext.GrainId} does not implement {nameof(IRemindable)}.");
    }

    /// <summary>Removes a reminder; a tick already on its way may still arrive. Safe to retry.</summary>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) =>
        Reminders(grain).UnregisterAsync((Activation)grain.GrainContext, reminder.ReminderName);

    /// <summary>The reminder of this name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName) =>
        Reminders(grain).FindAsync((Activation)grain.GrainContext, reminderName);

    private static ReminderService Reminders(IGrainBase grain) => grain.GrainContext.ActivationServices.GetRequiredService<ReminderService>();
}
