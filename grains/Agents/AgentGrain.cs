using AfterSales.Routing;
using Microsoft.Extensions.Logging;

namespace AfterSales.Agents;

/// <summary>The actor of one agent: turns, identity and its timer; everything else is in <see cref="AgentDesk"/>.</summary>
internal sealed class AgentGrain(AgentGrainServices services, IGrainFactory grains, ILogger<AgentGrain> logger) : Grain, IAgentGrain
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private AgentDesk? _desk;
    private IGrainTimer? _timer;

    private AgentDesk Desk => _desk ??= new AgentDesk(this.GetPrimaryKeyString(), services, grains, logger);

    public Task<Outcome<AgentView>> Put(AgentProfile profile, CallContext context) => Watched(Desk.Put(profile, context));

    public Task<Outcome<AgentView>> Get(CallContext context) => Watched(Desk.Get(context));

    public Task<Outcome<AgentView>> Remove(bool requeue, CallContext context) => Watched(Desk.Remove(requeue, context));

    public Task<Outcome<AgentView>> SetPresence(Presence presence, string? reason, CallContext context) =>
        Watched(Desk.SetPresence(presence, reason, context));

    public Task<Outcome<AgentWorkView>> GetWork(CallContext context) => Watched(Desk.GetWork(context));

    public Task<Outcome<ReserveAnswer>> Reserve(ReserveRequest request) => Watched(Desk.Reserve(request));

    public Task<Outcome<AgentStatus>> Release(Guid assignmentId) => Watched(Desk.Release(assignmentId));

    public Task<Outcome<AcceptedOffer>> AcceptOffer(Guid offerId, CallContext context) => Watched(Desk.AcceptOffer(offerId, context));

    public Task<Outcome<AgentWorkView>> RejectOffer(Guid offerId, string? reason, CallContext context) =>
        Watched(Desk.RejectOffer(offerId, reason, context));

    public Task<Outcome<bool>> Observe(RoutingFacts facts) => Watched(Desk.Observe(facts));

    public async Task Notify(RoutingFacts facts)
    {
        await Desk.Notify(facts);
        Watch();
    }

    public Task<Outcome<AgentStatus>> Report() => Watched(Desk.Report());

    private async Task<T> Watched<T>(Task<T> work)
    {
        var result = await work;
        Watch();
        return result;
    }

    /// <summary>The timer runs only while time, or an answer that is outstanding, may change something.</summary>
    private void Watch()
    {
        if (_timer is null && Desk.IsPending)
        {
            _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions { DueTime = Period, Period = Period, KeepAlive = true });
        }
    }

    private async Task Tick(CancellationToken cancellationToken)
    {
        await Desk.Tick();
        if (!Desk.IsPending)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }
}
