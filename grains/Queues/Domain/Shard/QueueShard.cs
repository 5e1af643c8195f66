using AfterSales.Agents;
using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>
/// Decides for one queue: who gets which case, and why. Knows neither engine nor clock: it is told what happened and when, and asked what is to be done.
/// After any event only the groups that the event can have changed are looked at, so a decision costs the same whatever waits.
/// </summary>
internal sealed partial class QueueShard
{
    /// <summary>Pairs between decision and outcome.</summary>
    public const int MaxInFlight = 256;

    /// <summary>Leaves room for assignments.</summary>
    public const int MaxReroutes = 64;

    private readonly string _queue;
    private readonly HandlingTimes _handling = new();
    private readonly ServingHours _hours = new();
    private readonly WaitingIndex _waiting;
    private readonly WorkLog _work;
    private readonly Tombstones _gone = new();
    private readonly Dictionary<Guid, Flight> _flights = [];
    private readonly Queue<ReleaseOrder> _releases = new();
    private readonly Queue<Flight> _overdue = new();
    private AgentPool _pool = new("");
    private QueueDefinition? _definition;
    private RoutingPolicy? _policy;
    private Demands _demands = new([], []);
    private int _inFlight;

    public QueueShard(string queue)
    {
        _queue = queue;
        _waiting = new WaitingIndex(_handling);
        _work = new WorkLog(_handling);
    }

    public QueueDefinition? Definition => _definition;

    public int Waiting => _waiting.Count;

    public int InFlight => _inFlight;

    /// <summary>Agents who have, or may have, a reservation or an offer of this shard.</summary>
    public IEnumerable<string> AgentsInFlight => _flights.Values.Select(flight => flight.Agent).Distinct();

    public IEnumerable<AgentStatus> Agents => _pool.All.Select(agent => agent.Status).OfType<AgentStatus>();

    /// <summary>Cases in this queue since then at the latest with which nothing is under way but an offer.</summary>
    public IEnumerable<Guid> WaitingSince(DateTimeOffset latest) => _waiting.All
        .Where(waiting => waiting.State is CaseState.Ready or CaseState.Offered && waiting.EnteredAt <= latest.UtcTicks)
        .Select(waiting => waiting.Id);

    /// <summary>
    /// Takes over definition, policy and the calendar that the definition names; no definition: the queue was removed. True when it has to be told of
    /// agents it may not know.
    /// </summary>
    public bool Configure(QueueDefinition? definition, RoutingPolicy policy, DateTimeOffset now, BusinessCalendar? calendar = null)
    {
        var first = _policy is null;
        if (!ReferenceEquals(policy, _policy))
        {
            _policy = policy;
            _handling.Configure(kind => policy.HandlingSeconds.GetValueOrDefault(kind, policy.DefaultHandlingSeconds) * TimeSpan.TicksPerSecond);
        }

        // What was loaded before anything was known of the queue is judged now, also when what is known is that the queue is gone.
        var changed = first || !ReferenceEquals(definition, _definition);
        if (!changed && _hours.IsBy(calendar))
        {
            return false;
        }

        _definition = definition;
        _hours.Take(calendar);
        Reindex(now.UtcTicks);
        return changed && definition is not null && !first;
    }

    /// <summary>
    /// The most urgent case that anybody can take, with the agent who gets it; both are then under way. Null: nothing more to do, or out of hours.
    /// </summary>
    public Flight? Decide(Guid assignmentId, DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        if (!_hours.IsOpen(ticks) || (_unheard.Count > 0 && _definition is { Mode: QueueMode.Offer }))
        {
            return null;
        }

        while (_definition is not null && _inFlight < MaxInFlight && _waiting.Hottest() is { } group)
        {
            var waiting = group.Cases.First;
            if (_pool.Best(group, waiting) is not { } choice)
            {
                _waiting.Cool(group);
                continue;
            }

            var offer = _definition.Mode == QueueMode.Offer;
            return Start(waiting, choice, offer ? AssignmentMode.Offer : AssignmentMode.Auto, assignmentId, ticks);
        }

        return null;
    }

    /// <summary>What an agent who asks for work gets: the most urgent case he covers and has the units for, whoever else might be better; also out of hours.</summary>
    public PullDecision Pull(string agentId, Guid assignmentId, DateTimeOffset now)
    {
        if (_definition is null || _pool.Find(agentId) is not { Class: { } agents } agent)
        {
            return default;
        }

        WaitingGroup? best = null;
        var over = false;
        foreach (var group in _waiting.Groups)
        {
            if (group.Demand.IsCoveredBy(agents))
            {
                over |= agent.Free < group.Units;
                best = agent.Free >= group.Units && (best is null || _waiting.IsMoreUrgent(group, best)) ? group : best;
            }
        }

        if (best is null)
        {
            return new PullDecision(null, over);
        }

        var waiting = best.Cases.First;
        var reason = new AssignmentReason("pull", waiting.Target, 1, [new CandidateLoad(agentId, agent.UnitsInUse, agent.Capacity)]);
        return new PullDecision(Start(waiting, new Choice(agent, reason), AssignmentMode.Pull, assignmentId, now.UtcTicks), false);
    }

    private Flight Start(WaitingCase waiting, Choice choice, AssignmentMode mode, Guid assignmentId, long now)
    {
        var assignment = new AssignmentRequest(
            assignmentId, waiting.Id, waiting.Round, _queue, choice.Agent.Id, waiting.Units, mode, choice.Reason);
        var flight = new Flight(new ReserveRequest(
            assignment, waiting.Department, mode == AssignmentMode.Offer ? _definition!.OfferTimeout : null, waiting.IgnoredBy == choice.Agent.Id));
        _waiting.Leave(waiting);
        (waiting.State, waiting.Flight) = (CaseState.InFlight, flight);
        choice.Agent.Held++;
        _pool.Place(choice.Agent, now);
        _flights[assignmentId] = flight;
        _inFlight++;
        Busy(now);
        return flight;
    }

    /// <summary>Puts every case and every agent where the definition now wants them.</summary>
    private void Reindex(long now)
    {
        var (before, ready) = (_pool, _waiting.All.Where(waiting => waiting.State == CaseState.Ready).ToList());
        ready.ForEach(_waiting.Leave);
        _demands = new Demands(_definition?.RequiredSkills ?? [], _definition?.Targets ?? []);
        _pool = new AgentPool(_definition?.Department ?? "");
        foreach (var old in before.All)
        {
            var agent = _pool.FindOrAdd(old.Id);
            agent.Held = old.Held;
            if (old.Status is { } status)
            {
                _pool.Take(agent, status);
                _pool.Place(agent, now);
            }
        }

        foreach (var waiting in ready)
        {
            Enter(waiting, now);
        }

        LimitWaiting(ready);
    }
}
