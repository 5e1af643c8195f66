namespace Orleans.Embedded;

/// <summary>
/// Registers reminders, looks for due ones and calls their grains. Runs in turns of its own, so that whoever owns the engine's scheduler and time owns
/// it as well.
/// </summary>
internal sealed class ReminderService(EmbeddedEngine engine, IReminderTable table) : TurnScheduler, IDisposable
{
    private readonly Dictionary<ReminderId, ReminderRow?> _ticking = [];
    private readonly PeriodicTimer _poll = new(engine.Options.ReminderPollInterval, engine.Clock.Provider);
    private Task _polling = Task.CompletedTask;

    public override EmbeddedEngine Engine => engine;

    public async Task<IGrainReminder> RegisterAsync(Activation grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        await table.UpsertAsync(new ReminderRow(IdOf(grain, name), engine.Clock.UtcNow + dueTime, period));
        return new Reminder(name);
    }

    public Task UnregisterAsync(Activation grain, string name) => table.DeleteAsync(IdOf(grain, name));

    public async Task<IGrainReminder?> FindAsync(Activation grain, string name) =>
        await table.ExistsAsync(IdOf(grain, name)) ? new Reminder(name) : null;

    public void Start() => _polling = Task.Factory.StartNew(PollAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>No tick starts after this; those on their way end with the engine.</summary>
    public Task StopAsync()
    {
        _poll.Dispose();
        return _polling;
    }

    public void Dispose() => _poll.Dispose();

    private static ReminderId IdOf(Activation grain, string name) => new(grain.Class.StoredName, grain.Key.ToString(), name);

    private async Task PollAsync()
    {
        do
        {
            try
            {
                foreach (ReminderRow row in await table.TakeDueAsync(engine.Clock.UtcNow))
                {
                    _ = FireAsync(row);
                }
            }
            catch (Exception exception)
            {
                Log.ReminderPollFailed(engine.Logger, exception, engine.Options.ReminderPollInterval);
            }
        }
        while (await _poll.WaitForNextTickAsync());
    }

    // A tick that comes due while the former one is running follows it, as one.
    private async Task FireAsync(ReminderRow row)
    {
        if (!_ticking.TryAdd(row.Id, null))
        {
            _ticking[row.Id] = row;
            return;
        }

        for (ReminderRow? due = row; due is not null; due = _ticking[row.Id])
        {
            _ticking[row.Id] = null;
            try
            {
                GrainClass grainClass = engine.Catalog.ClassOf(row.Id.GrainType)
                    ?? throw new InvalidOperationException($"No grain class is stored under the name {row.Id.GrainType}.");
                var status = new TickStatus(due.StartAt.UtcDateTime, due.Period, engine.Clock.UtcNow.UtcDateTime);
                await Proxy<IRemindable>.Create(grainClass, grainClass.ParseKey(row.Id.GrainKey)).ReceiveReminder(row.Id.Name, status);
            }
            catch (Exception exception)
            {
                Log.ReminderFailed(engine.Logger, exception, row.Id);
            }
        }

        _ticking.Remove(row.Id);
    }

    private sealed record Reminder(string ReminderName) : IGrainReminder;
}
