namespace Orleans.Embedded;

/// <summary>Identity of a reminder: class, key and name.</summary>
internal sealed record ReminderId(string GrainType, string GrainKey, string Name);

/// <summary>A reminder: next due at <paramref name="StartAt"/>, then every <paramref name="Period"/>.</summary>
internal sealed record ReminderRow(ReminderId Id, DateTimeOffset StartAt, TimeSpan Period);

/// <summary>Rows of reminders. The row's time is always the next due time; it moves by whole periods, so the phase stays.</summary>
internal interface IReminderTable
{
    Task UpsertAsync(ReminderRow row);

    Task DeleteAsync(ReminderId id);

    Task<bool> ExistsAsync(ReminderId id);

    /// <summary>
    /// Takes the reminders that are due, as they were, and moves each to its first due time after <paramref name="now"/> in the same step: ticks missed
    /// while nobody looked are taken as one, and none is taken twice.
    /// </summary>
    Task<IReadOnlyList<ReminderRow>> TakeDueAsync(DateTimeOffset now);
}

/// <summary>Reminders that live as long as the engine.</summary>
internal sealed class MemoryReminderTable : IReminderTable
{
    private readonly Dictionary<ReminderId, ReminderRow> _rows = [];

    public Task UpsertAsync(ReminderRow row) => Task.FromResult(Locked(() => _rows[row.Id] = row));

    public Task DeleteAsync(ReminderId id) => Task.FromResult(Locked(() => _rows.Remove(id)));

    public Task<bool> ExistsAsync(ReminderId id) => Task.FromResult(Locked(() => _rows.ContainsKey(id)));

    public Task<IReadOnlyList<ReminderRow>> TakeDueAsync(DateTimeOffset now) => Task.FromResult<IReadOnlyList<ReminderRow>>(Locked(() =>
    {
        ReminderRow[] due = [.. _rows.Values.Where(row => row.StartAt <= now).OrderBy(static row => row.StartAt)];
        Array.ForEach(due, row => _rows[row.Id] = row with { StartAt = row.StartAt + (row.Period * (((now - row.StartAt).Ticks / row.Period.Ticks) + 1)) });
        return due;
    }));

    private T Locked<T>(Func<T> body)
    {
        lock (_rows)
        {
            return body();
        }
    }
}
