using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Registers the reminders of grains.</summary>
internal sealed class ReminderRegistry(IReminderTable table)
{
    public async Task<IGrainReminder> RegisterAsync(Activation grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        DateTimeOffset start = grain.Engine.Clock.Provider.GetUtcNow() + dueTime;
        await table.UpsertAsync(new ReminderRow(grain.Class.StoredName, grain.Key.ToStorageText(), name, start, period));
        return new Reminder(name);
    }

    public Task UnregisterAsync(Activation grain, string name) => table.DeleteAsync(grain.Class.StoredName, grain.Key.ToStorageText(), name);

    public async Task<IGrainReminder?> FindAsync(Activation grain, string name) =>
        await table.FindAsync(grain.Class.StoredName, grain.Key.ToStorageText(), name) is null ? null : new Reminder(name);

    private sealed record Reminder(string ReminderName) : IGrainReminder;
}
