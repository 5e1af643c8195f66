using System.Numerics;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace AfterSales.Sla;

/// <summary>The actor of one shard: turns, timer, reminder and identity; everything else is in <see cref="WheelDesk"/>. Reentrant: cases are woken beside each other.</summary>
[Reentrant]
internal sealed class SlaWheelGrain(WheelServices services, ILogger<SlaWheelGrain> logger) : Grain, ISlaWheelGrain, IRemindable, IDisposable
{
    private const string Reminder = "wake";
    private const int TicksBetweenAttempts = 10;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private WheelDesk? _desk;
    private int _shard;
    private Task<bool>? _reminding;
    private int _ticks;
    private int _attempts;

    /// <summary>Made before the first request.</summary>
    private WheelDesk Desk => _desk!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _shard = WheelKeys.ShardOf(this.GetPrimaryKeyString());
        _desk = new WheelDesk(_shard, services, ticket => GrainFactory.GetGrain<ITicketGrain>(ticket).Fire(), logger);
        var period = TimeSpan.FromMilliseconds(services.Options.TickMilliseconds);
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(TimeSpan.Zero, period) { Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public void Dispose() => _desk?.Dispose();

    public Task<Outcome<bool>> Observe(ImmutableArray<DueFacts> facts)
    {
        Desk.Observe(facts.OrEmpty());
        return Task.FromResult<Outcome<bool>>(true);
    }

    public Task Notify(ImmutableArray<DueFacts> facts)
    {
        Desk.Observe(facts.OrEmpty());
        return Task.CompletedTask;
    }

    public Task Pulse()
    {
        Desk.Pulse();
        return Task.CompletedTask;
    }

    /// <summary>Being called is all that is wanted of it: the activation is there, and its timer runs.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Pulse();

    public Task<Outcome<DueAnswer>> NextDue() => Desk.NextDue();

    public Task<Outcome<int>> FireDue(int most) => Desk.FireDue(most);

    public Task<WheelStats> GetStats() => Task.FromResult(Desk.Stats());

    private Task Tick()
    {
        if (_reminding is null || (_reminding is { IsCompleted: true, Result: false } && ++_ticks % TicksBetweenAttempts == 0))
        {
            // Not waited for: deadlines do not depend on it while the shard is active.
            _reminding = Remind();
        }

        Desk.Tick();
        return Task.CompletedTask;
    }

    private async Task<bool> Remind()
    {
        try
        {
            await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
            return true;
        }
        catch (Exception exception)
        {
            if (BitOperations.IsPow2(++_attempts))
            {
                SlaLog.NotReminded(logger, exception, _shard, _attempts);
            }

            return false;
        }
    }
}
