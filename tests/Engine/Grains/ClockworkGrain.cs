namespace AfterSales.Tests.Engine.Grains;

/// <summary>A grain with timers and reminders.</summary>
public interface IClockwork : IGrainWithStringKey, IRemindable
{
    /// <summary>Ticks; each tick passes the gate "{key} tick {n}" exclusively, or interleaved.</summary>
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave);

    Task Stop();

    Task Touch();

    Task Hold(string gate);

    [AlwaysInterleave]
    Task<int> Ticks();

    Task Remind(string name, TimeSpan dueTime, TimeSpan period);

    Task<bool> Forget(string name);

    Task<DateTime[]> Reminded();

    Task KeepFor(TimeSpan time);

    Task<Guid> Activation();
}

internal sealed class ClockworkGrain : Grain, IClockwork
{
    private readonly Guid _activation = Guid.NewGuid();
    private readonly List<DateTime> _reminded = [];
    private IGrainTimer? _timer;
    private int _ticks;

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(TickAsync, new() { DueTime = dueTime, Period = period, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;

    public Task Hold(string gate) => Gate.Of(gate).PassAsync();

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public Task Remind(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task<bool> Forget(string name)
    {
        IGrainReminder? reminder = await this.GetReminder(name);
        if (reminder is not null)
        {
            await this.UnregisterReminder(reminder);
        }

        return reminder is not null;
    }

    public Task<DateTime[]> Reminded() => Task.FromResult(_reminded.ToArray());

    public Task KeepFor(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _reminded.Add(status.CurrentTickTime);
        Gate.Of($"{this.GetPrimaryKeyString()} {reminderName} {_reminded.Count}").PassAsync().Ignore();
        return Task.CompletedTask;
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        int tick = ++_ticks;
        await Gate.Of($"{this.GetPrimaryKeyString()} tick {tick}").PassAsync();
    }
}
