namespace Orleans.Embedded;

/// <summary>A reminder: next due at <paramref name="StartAt"/>, then every <paramref name="Period"/>.</summary>
internal sealed record ReminderRow(string GrainType, string GrainKey, string Name, DateTimeOffset StartAt, TimeSpan Period);

/// <summary>Rows of reminders. The row's time is always the next due time; it moves by whole periods, so the phase stays.</summary>
internal interface IReminderTable
{
    Task UpsertAsync(ReminderRow row);

    Task DeleteAsync(string grainType, string grainKey, string name);

    Task<ReminderRow?> FindAsync(string grainType, string grainKey, string name);

    /// <summary>
    /// Takes the reminders that are due, as they were, and moves each to its first due time after <paramref name="now"/> in the same step: ticks missed
    /// while nobody looked are taken as one, and none is taken twice.
    /// </summary>
    Task<IReadOnlyList<ReminderRow>> TakeDueAsync(DateTimeOffset now);
}
