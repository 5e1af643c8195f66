using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>
/// What time brings: targets relax, cases overflow, agents may be given work again, offers should have ended, the queue opens. What a case has waited
/// is counted in opening hours.
/// </summary>
internal sealed partial class QueueShard
{
    private const int MostRerouteFaults = 5;

    private readonly Queue<WaitingCase> _reroutes = new();
    private int _rerouting;

    /// <summary>When to call <see cref="Tick"/> at the latest; null: only news change anything.</summary>
    public DateTimeOffset? NextDue =>
        Math.Min(Math.Min(_waiting.NextChange, _pool.NextWake), _hours.OpensAt) is var next && next == long.MaxValue ? null : new DateTimeOffset(next, TimeSpan.Zero);

    public void Tick(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        if (_hours.HasTurned(ticks))
        {
            // Closed time says nothing of how fast the queue is served.
            Busy(ticks);
        }

        while (_waiting.TakeChanged(ticks) is { } waiting)
        {
            if (waiting.State == CaseState.Offered)
            {
                Recall(waiting.Flight!, FlightStage.Checking);
                _overdue.Enqueue(waiting.Flight!);
            }
            else
            {
                _waiting.Leave(waiting);
                Enter(waiting, ticks);
            }
        }

        while (_pool.Wake(ticks) is { } agent)
        {
            if (_pool.Place(agent, ticks))
            {
                _waiting.Heat(agent);
            }
        }
    }

    /// <summary>An offer that should have ended: agent and case are to be asked (<see cref="Checked"/>).</summary>
    public Flight? NextOverdue()
    {
        while (_overdue.TryDequeue(out var flight))
        {
            if (flight.Stage == FlightStage.Checking && _flights.ContainsKey(flight.Id))
            {
                return flight;
            }
        }

        return null;
    }

    public ReleaseOrder? NextRelease() => _releases.TryDequeue(out var order) ? order : null;

    /// <summary>A case to be sent on; it is out of reach until <see cref="Rerouted"/>.</summary>
    public RerouteOrder? NextReroute(DateTimeOffset now)
    {
        while (_rerouting < MaxReroutes && _reroutes.TryDequeue(out var waiting))
        {
            waiting.RerouteListed = false;
            if (waiting.State != CaseState.Ready || _waiting.Find(waiting.Id) != waiting)
            {
                continue;
            }

            if (Wanted(waiting, now.UtcTicks) is not { } reason)
            {
                waiting.Overfull = false;
                continue;
            }

            _waiting.Leave(waiting);
            waiting.State = CaseState.Rerouting;
            _rerouting++;
            Busy(now.UtcTicks);
            return new RerouteOrder(waiting.Id, waiting.Round, reason == RerouteReason.Overflow ? _definition!.OverflowQueue : null, reason);
        }

        return null;
    }

    /// <param name="order">What was asked.</param>
    /// <param name="facts">Where the case is; null when it could not be asked.</param>
    /// <param name="now">Business time.</param>
    public void Rerouted(RerouteOrder order, RoutingFacts? facts, DateTimeOffset now)
    {
        _rerouting--;
        if (facts is not null)
        {
            Observe(facts, now);
        }

        if (_waiting.Find(order.TicketId) is { State: CaseState.Rerouting } waiting)
        {
            waiting.RerouteAfter = now.UtcTicks + (TimeSpan.TicksPerSecond << waiting.RerouteFaults);
            waiting.RerouteFaults = (byte)Math.Min(waiting.RerouteFaults + 1, MostRerouteFaults);
            Enter(waiting, now.UtcTicks);
            Busy(now.UtcTicks);
        }
    }

    /// <summary>Into the group of the target that applies now.</summary>
    private void Enter(WaitingCase waiting, long now)
    {
        byte target = 0;
        while (target + 1 < _demands.Targets && RelaxesAt(waiting, target + 1) <= now)
        {
            target++;
        }

        waiting.Target = target;
        _waiting.Enter(waiting, _demands.Of(target, waiting.Skills, _pool));
        var wanted = Wanted(waiting, now) is not null;
        if (wanted && waiting.RerouteAfter <= now)
        {
            List(waiting);
        }

        var next = target + 1 < _demands.Targets ? RelaxesAt(waiting, target + 1) : long.MaxValue;
        var overflow = OverflowAt(waiting);
        next = overflow > now ? Math.Min(next, overflow) : next;
        _waiting.Time(waiting, wanted && waiting.RerouteAfter > now ? Math.Min(next, waiting.RerouteAfter) : next);
    }

    /// <summary>Those that came last overflow when more wait than the queue may hold; what agents take first is judged when their turn comes.</summary>
    private void LimitWaiting(IEnumerable<WaitingCase> arrived)
    {
        var excess = _waiting.Ready - (_definition is { OverflowQueue: not null, MaxWaiting: { } most } ? most : int.MaxValue);
        if (excess > 0)
        {
            foreach (var waiting in arrived.OrderByDescending(waiting => waiting.EnteredAt).Take(excess))
            {
                waiting.Overfull = true;
                List(waiting);
            }
        }
    }

    private RerouteReason? Wanted(WaitingCase waiting, long now) =>
        _definition is null ? _policy is null ? null : RerouteReason.QueueRemoved
        : OverflowAt(waiting) <= now || (waiting.Overfull && _waiting.Ready > _definition.MaxWaiting) ? RerouteReason.Overflow
        : null;

    private long OverflowAt(WaitingCase waiting) =>
        _definition is { OverflowQueue: not null, OverflowAfter: { } after } ? _hours.After(waiting.EnteredAt, after.Ticks) : long.MaxValue;

    private long RelaxesAt(WaitingCase waiting, int target) => _hours.After(waiting.EnteredAt, _demands.After(target));

    private void List(WaitingCase waiting)
    {
        if (!waiting.RerouteListed)
        {
            waiting.RerouteListed = true;
            _reroutes.Enqueue(waiting);
        }
    }
}
