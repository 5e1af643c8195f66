using AfterSales.Agents;
using AfterSales.Routing;
using Microsoft.Extensions.Logging;

namespace AfterSales.Queues;

/// <summary>The actor of one shard: turns, timer and identity; everything else is in <see cref="QueueDesk"/>. Reentrant: pairs run beside each other.</summary>
[Reentrant]
internal sealed class QueueGrain(QueueServices services, ILogger<QueueGrain> logger) : Grain, IQueueGrain, IDisposable
{
    private QueueDesk? _desk;
    private IGrainTimer? _timer;

    /// <summary>Made before the first request.</summary>
    private QueueDesk Desk => _desk!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _desk = new QueueDesk(QueueKeys.QueueOf(this.GetPrimaryKeyString()), GrainFactory, services, Arm, logger);
        _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(TimeSpan.Zero, QueueDesk.Longest) { Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public void Dispose() => _desk?.Dispose();

    public Task<Outcome<bool>> Observe(ImmutableArray<RoutingFacts> tickets, ImmutableArray<AgentStatus> agents) =>
        Task.FromResult<Outcome<bool>>(Desk.Follow(tickets.OrEmpty(), agents.OrEmpty()));

    public Task Notify(RoutingFacts facts) => Task.FromResult(Desk.Observe([facts], []));

    public Task NotifyAgent(AgentStatus status) => Task.FromResult(Desk.Observe([], [status]));

    public Task OfferEnded(OfferOutcome outcome)
    {
        Desk.OfferEnded(outcome);
        return Task.CompletedTask;
    }

    public Task OfferOpen(AssignmentRequest offer, DateTimeOffset expiresAt, AgentStatus status)
    {
        Desk.OfferOpen(offer, expiresAt, status);
        return Task.CompletedTask;
    }

    public Task<Outcome<NextAnswer>> Next(string agentId, CallContext context) => Desk.Next(agentId, context);

    public Task<Outcome<QueueStats>> GetStats() => Desk.Stats();

    public Task<Outcome<QueuePosition>> GetPosition(Guid ticketId) => Desk.Position(ticketId);

    public Task Pulse()
    {
        Desk.Pulse();
        return Task.CompletedTask;
    }

    private Task Tick()
    {
        Desk.Tick();
        if (Desk.IsOver)
        {
            // The queue was removed and nobody waits in it any more; news of a late case would wake another activation.
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    private void Arm(TimeSpan due) => _timer?.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, QueueDesk.Longest);
}
