using AfterSales.Agents;
using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>What the shard is told; the newer version wins, whoever tells it and whether it was loaded or heard.</summary>
internal sealed partial class QueueShard
{
    /// <summary>Takes over what was loaded. News heard meanwhile are newer and stay.</summary>
    public void Load(IEnumerable<RoutingFacts> facts, DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        foreach (var loaded in facts)
        {
            Observe(loaded, ticks, arrives: false);
        }

        LimitWaiting(_waiting.All.Where(waiting => waiting.State == CaseState.Ready));
        Busy(ticks);
    }

    public void Observe(RoutingFacts facts, DateTimeOffset now)
    {
        Observe(facts, now.UtcTicks, arrives: true);
        Busy(now.UtcTicks);
    }

    public void Observe(AgentStatus status, DateTimeOffset now)
    {
        var agent = _pool.FindOrAdd(status.AgentId);
        if (agent.Status is { } known && status.Version <= known.Version)
        {
            return;
        }

        var (had, skills) = (agent.InPool ? agent.Free : -1, agent.Class?.Skills);
        _pool.Take(agent, status);
        if (_pool.Place(agent, now.UtcTicks) && (agent.Free > had || agent.Class!.Skills != skills))
        {
            _waiting.Heat(agent);
        }
    }

    public bool IsNews(AgentStatus status) => !(_pool.Find(status.AgentId)?.Status?.Version >= status.Version);

    private void Observe(RoutingFacts facts, long now, bool arrives)
    {
        var known = _waiting.Find(facts.TicketId);
        if (facts.Version <= Math.Max(known?.Version ?? 0, _gone.Of(facts.TicketId)))
        {
            return;
        }

        _work.Observe(facts, _queue, wasWaiting: known is not null, now);
        if (facts.Waiting is not { } work || work.Queue != _queue)
        {
            _gone.Add(facts.TicketId, facts.Version, now);
            Drop(known, facts);
        }
        else if (known is not null)
        {
            Change(known, facts.Version, work, now);
        }
        else
        {
            var waiting = new WaitingCase(facts.TicketId);
            waiting.Take(facts.Version, work);
            _waiting.Add(waiting);
            Enter(waiting, now);
            if (arrives)
            {
                _work.Arrived(now);
                LimitWaiting([waiting]);
            }
        }
    }

    private void Change(WaitingCase known, int version, WaitingWork work, long now)
    {
        var (round, changeAt) = (known.Round, known.ChangeAt);
        _waiting.Remove(known);
        known.Take(version, work);
        _waiting.Add(known);
        if (known.State == CaseState.Ready)
        {
            Enter(known, now);
        }
        else if (known.State == CaseState.Offered && round == work.Round)
        {
            _waiting.Time(known, changeAt);
        }
        else if (known.State == CaseState.Offered)
        {
            // The case refuses an assignment of an old round: the offer is void.
            TakeBack(known);
            Enter(known, now);
        }
    }

    private void Drop(WaitingCase? known, RoutingFacts facts)
    {
        if (known is null)
        {
            return;
        }

        _waiting.Remove(known);
        if (known.State == CaseState.Offered)
        {
            if (facts.Assigned?.AssignmentId == known.Flight!.Id)
            {
                _flights.Remove(known.Flight.Id);
            }
            else
            {
                TakeBack(known);
            }
        }

        known.Flight = null;
    }

    private void TakeBack(WaitingCase offered)
    {
        var flight = offered.Flight!;
        _flights.Remove(flight.Id);
        _releases.Enqueue(new ReleaseOrder(flight.Agent, flight.Id));
        offered.Flight = null;
    }

    /// <summary>Tells the rate whether anybody waits for an agent, and agents are given to him, from now on.</summary>
    private void Busy(long now) => _work.Update(_waiting.Ready > 0 && _hours.IsOpen(now), now);
}
