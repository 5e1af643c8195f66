using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Reminders of a grain: durable, periodic calls that survive a restart. One commit per registration and per tick, so they suit
/// wake-ups of few grains, not deadlines of many.
/// </summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers a reminder or moves an existing one of the same name. Safe to retry.</summary>
    /// <param name="grain">The grain; must implement <see cref="IRemindable"/>.</param>
    /// <param name="reminderName">Name, unique within the grain.</param>
    /// <param name="dueTime">Time to the first tick; not negative.</param>
    /// <param name="period">Time between ticks; at least one millisecond.</param>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

    /// <inheritdoc cref="RegisterOrUpdateReminder(Grain, string, TimeSpan, TimeSpan)"/>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.FromMilliseconds(1));
        if (grain is not IRemindable)
        {
            throw new InvalidOperationException($"Grain {grain?.GrainContext.GrainId} does not implement {nameof(IRemindable)}.");
        }

        return Registry(grain).RegisterAsync((Activation)grain.GrainContext, reminderName, dueTime, period);
    }

    /// <summary>Removes a reminder; a tick already on its way may still arrive. Safe to retry.</summary>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => UnregisterReminder((IGrainBase)grain, reminder);

    /// <inheritdoc cref="UnregisterReminder(Grain, IGrainReminder)"/>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        return Registry(grain).UnregisterAsync((Activation)grain.GrainContext, reminder.ReminderName);
    }

    /// <summary>The reminder of this name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => GetReminder((IGrainBase)grain, reminderName);

    /// <inheritdoc cref="GetReminder(Grain, string)"/>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        return Registry(grain).FindAsync((Activation)grain.GrainContext, reminderName);
    }

    private static ReminderRegistry Registry(IGrainBase grain) => grain.GrainContext.ActivationServices.GetRequiredService<ReminderRegistry>();
}
