using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// Looks for due reminders and calls their grains. Runs in turns of its own, so that whoever owns the engine's scheduler and time owns it as well.
/// </summary>
internal sealed class ReminderService(EmbeddedEngine engine, IReminderTable table) : TurnScheduler, IDisposable
{
    private readonly HashSet<(string GrainType, string GrainKey, string Name)> _ticking = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _polling = Task.CompletedTask;

    public override EmbeddedEngine Engine => engine;

    public void Start()
    {
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _polling = Task.Factory.StartNew(PollAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();
    }

    /// <summary>No tick starts after this; those on their way end with the engine.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _polling;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task PollAsync()
    {
        TimeSpan interval = engine.Options.ReminderPollInterval;
        using var timer = new PeriodicTimer(interval, engine.Clock.Provider);
        try
        {
            do
            {
                await FireDueAsync(interval);
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task FireDueAsync(TimeSpan interval)
    {
        try
        {
            foreach (ReminderRow row in await table.TakeDueAsync(engine.Clock.Provider.GetUtcNow()))
            {
                _ = FireAsync(row);
            }
        }
        catch (Exception exception)
        {
            Log.ReminderPollFailed(engine.Logger, exception, interval);
        }
    }

    private async Task FireAsync(ReminderRow row)
    {
        if (!_ticking.Add((row.GrainType, row.GrainKey, row.Name)))
        {
            Log.ReminderSkipped(engine.Logger, row.Name, row.GrainType, row.GrainKey);
            return;
        }

        try
        {
            GrainClass grainClass = engine.FindClass(row.GrainType)
                ?? throw new InvalidOperationException($"No grain class is stored under the name {row.GrainType}.");
            IRemindable grain = engine.ReferenceTo<IRemindable>(grainClass, grainClass.ParseKey(row.GrainKey));
            var status = new TickStatus(row.StartAt.UtcDateTime, row.Period, engine.Clock.Provider.GetUtcNow().UtcDateTime);
            await grain.ReceiveReminder(row.Name, status);
        }
        catch (Exception exception)
        {
            Log.ReminderFailed(engine.Logger, exception, row.Name, row.GrainType, row.GrainKey, row.Period);
        }
        finally
        {
            _ticking.Remove((row.GrainType, row.GrainKey, row.Name));
        }
    }
}
