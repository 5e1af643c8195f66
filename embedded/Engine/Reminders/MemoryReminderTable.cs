namespace Orleans.Embedded;

/// <summary>Reminders that live as long as the engine.</summary>
internal sealed class MemoryReminderTable : IReminderTable
{
    private readonly Dictionary<(string GrainType, string GrainKey, string Name), ReminderRow> _rows = [];

    public Task UpsertAsync(ReminderRow row)
    {
        lock (_rows)
        {
            _rows[(row.GrainType, row.GrainKey, row.Name)] = row;
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string grainType, string grainKey, string name)
    {
        lock (_rows)
        {
            _rows.Remove((grainType, grainKey, name));
        }

        return Task.CompletedTask;
    }

    public Task<ReminderRow?> FindAsync(string grainType, string grainKey, string name)
    {
        lock (_rows)
        {
            return Task.FromResult(_rows.GetValueOrDefault((grainType, grainKey, name)));
        }
    }

    public Task<IReadOnlyList<ReminderRow>> TakeDueAsync(DateTimeOffset now)
    {
        lock (_rows)
        {
            ReminderRow[] due = [.. _rows.Values.Where(row => row.StartAt <= now).OrderBy(static row => row.StartAt)];
            foreach (ReminderRow row in due)
            {
                long missed = (now - row.StartAt).Ticks / row.Period.Ticks;
                _rows[(row.GrainType, row.GrainKey, row.Name)] = row with { StartAt = row.StartAt + (row.Period * (missed + 1)) };
            }

            return Task.FromResult<IReadOnlyList<ReminderRow>>(due);
        }
    }
}
