using AfterSales.Agents;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using Microsoft.Extensions.Logging;

namespace AfterSales.Queues;

/// <summary>
/// One shard at work: tells the decider what happened, and starts what it decides. Everything runs in turns of one actor; what is started is not
/// waited for, and starts at the end of a turn.
/// </summary>
internal sealed class QueueDesk : IDisposable
{
    /// <summary>The actor looks after the time at least so often by itself.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly QueueShard _shard;
    private readonly QueueServices _services;
    private readonly Action<TimeSpan> _arm;
    private readonly QueueConfiguration _configuration;
    private readonly ShardLoader _loader;
    private readonly AssignmentRunner _runner;
    private readonly AgentWaker _waker;
    private readonly WakeRounds _rounds;
    private readonly PullDesk _pulls;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private long _epoch;
    private bool _pumping;
    private bool _again;

    public QueueDesk(string queue, IGrainFactory grains, QueueServices services, Action<TimeSpan> arm, ILogger logger)
    {
        (_services, _arm, _epoch) = (services, arm, services.Epoch.Current);
        _shard = new QueueShard(queue);
        _stopping = _stop.Token;
        var work = new ShardWork(queue, _shard, grains, services, Pump, logger, _stopping);
        _waker = new AgentWaker(work);
        _rounds = new WakeRounds(work, _waker);
        _configuration = new QueueConfiguration(work);
        _loader = new ShardLoader(work, _configuration, _waker);
        _runner = new AssignmentRunner(work, _waker);
        _pulls = new PullDesk(work, _runner, _waker);
    }

    /// <summary>The queue is gone and nothing is left to do for it.</summary>
    public bool IsOver => _loader.IsLoaded && _configuration.IsRemoved && _shard is { Waiting: 0, InFlight: 0 };

    private DateTimeOffset Now => _services.Clock.Now;

    /// <summary>The activation is over: nothing more is started, nothing more is tried again.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>
    /// Told by the follower. What an agent has not told himself before, he committed as his process died, or his actor has died since: he is woken, for
    /// nobody else judges his leases and offers.
    /// </summary>
    public bool Follow(ImmutableArray<RoutingFacts> tickets, ImmutableArray<AgentStatus> agents)
    {
        var unheard = agents.Where(status => status.Holds && _shard.IsNews(status)).Select(status => status.AgentId).ToList();
        Observe(tickets, agents);
        _waker.Wake(unheard);
        return true;
    }

    public bool Observe(ImmutableArray<RoutingFacts> tickets, ImmutableArray<AgentStatus> agents)
    {
        var now = Now;
        _configuration.Apply(now);
        foreach (var status in agents)
        {
            _shard.Observe(status, now);
        }

        foreach (var facts in tickets)
        {
            _shard.Observe(facts, now);
        }

        Pump();
        return true;
    }

    public void OfferEnded(OfferOutcome outcome)
    {
        var flight = _shard.OfferEnded(outcome, Now);
        if (flight is null && outcome.End == OfferEnd.Accepted)
        {
            // Not known here, for example after a restart: the case is asked all the same, so that nobody's death loses an accepted offer.
            _ = _runner.Assign(outcome.Assignment);
        }
        else if (flight is not null)
        {
            _ = _runner.Assign(flight);
        }

        Pump();
    }

    /// <summary>Before the first load it is not known what waits; whoever has an offer open is asked again after it.</summary>
    public void OfferOpen(AssignmentRequest offer, DateTimeOffset expiresAt, AgentStatus status)
    {
        if (_loader.IsLoaded)
        {
            _shard.OfferOpen(offer, expiresAt, status, Now);
            Pump();
        }
    }

    public async Task<Outcome<NextAnswer>> Next(string agentId, CallContext context)
    {
        if (await _loader.Ready() is { } failure)
        {
            return failure;
        }

        _configuration.Apply(Now);
        return await _pulls.Next(agentId, context);
    }

    public async Task<Outcome<QueueStats>> Stats() => await _loader.Ready() is { } failure ? failure : _shard.Stats(Now);

    public async Task<Outcome<QueuePosition>> Position(Guid ticketId) => await _loader.Ready() is { } failure ? failure : _shard.Position(ticketId, Now);

    /// <summary>From the actor's timer.</summary>
    public void Tick()
    {
        if (_configuration.RefreshWanted)
        {
            _ = _configuration.Refresh();
        }

        LookAfter();
    }

    private void LookAfter()
    {
        _loader.Start();
        _rounds.GoOn();
        Pump();
    }

    /// <summary>After a change of membership an agent's actor may be gone: whoever holds anything is woken, first of all who may have a lease to judge.</summary>
    public void Pulse()
    {
        LookAfter();
        if (_epoch != _services.Epoch.Current && _loader.IsLoaded)
        {
            _epoch = _services.Epoch.Current;
            _waker.Wake([.. _shard.AgentsInFlight, .. _waker.Unsettled, .. _shard.Agents.Where(agent => agent.HasOpenOffer).Select(agent => agent.AgentId)]);
            _rounds.Begin(everybody: true);
            _loader.Again();
        }
    }

    /// <summary>Decides as long as there is something to decide, then starts it.</summary>
    private void Pump()
    {
        // What is started may end at once and come back here.
        _again = true;
        if (_pumping || _stopping.IsCancellationRequested)
        {
            return;
        }

        _pumping = true;
        try
        {
            while (_again && _loader.IsLoaded)
            {
                _again = false;
                PumpOnce(Now);
            }
        }
        finally
        {
            _pumping = false;
        }
    }

    private void PumpOnce(DateTimeOffset now)
    {
        _configuration.Apply(now);
        _shard.Tick(now);
        var started = new List<Func<Task>>();
        while (_shard.Decide(FreshIds.Next(), now) is { } flight)
        {
            started.Add(() => _runner.Run(flight));
        }

        while (_shard.NextReroute(now) is { } order)
        {
            started.Add(() => _runner.Reroute(order));
        }

        while (_shard.NextRelease() is { } order)
        {
            started.Add(() => _runner.Release(order));
        }

        while (_shard.NextOverdue() is { } flight)
        {
            started.Add(() => _runner.Check(flight));
        }

        if (_configuration.RefreshWanted)
        {
            _arm(TimeSpan.Zero);
        }
        else if (_shard.NextDue is { } due && due - now < Longest)
        {
            _arm(due - now);
        }

        started.ForEach(start => _ = start());
    }
}
