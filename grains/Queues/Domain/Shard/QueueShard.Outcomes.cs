using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>What became of the pairs under way. Whatever happens, a case ends up gone by newer facts or back in its group.</summary>
internal sealed partial class QueueShard
{
    private const int MostSuspensions = 7;
    private static readonly TimeSpan FirstSuspension = TimeSpan.FromMilliseconds(50);

    /// <summary>The agent answered.</summary>
    public AfterReserve Reserved(Flight flight, ReserveAnswer answer, DateTimeOffset now)
    {
        Observe(answer.Status, now);
        Free(flight, now);
        if (!answer.Granted)
        {
            // He holds this case under an assignment of before a crash: its lease begins another round, and only this pair has to wait for that.
            var holdsCase = answer.Refusal == ReserveRefusals.HoldsCase;
            if (!holdsCase && _pool.Find(flight.Agent) is { InPool: true } agent && agent.Free >= flight.Request.Assignment.Units)
            {
                // His status does not say why: without a pause the same pair would be tried again at once, for ever.
                Suspend(flight.Agent, now);
            }

            End(flight, exclude: holdsCase, now);
            return AfterReserve.Nothing;
        }

        if (flight.End is { } end and not OfferEnd.Accepted)
        {
            End(flight, end != OfferEnd.Rescinded, now);
            return AfterReserve.Nothing;
        }

        if (_waiting.Find(flight.TicketId) is not { } waiting || waiting.Flight != flight || waiting.Round != flight.Request.Assignment.Round)
        {
            End(flight, exclude: false, now);
            return AfterReserve.Release;
        }

        if (flight.Request.Assignment.Mode == AssignmentMode.Offer && flight.End is null)
        {
            Offer(flight, waiting, (answer.OfferExpiresAt ?? now) + OfferGrace);
            return AfterReserve.Offered;
        }

        flight.Stage = FlightStage.Assigning;
        return AfterReserve.Assign;
    }

    /// <summary>The case answered, or it became known where it is: the pair is no longer under way.</summary>
    public void Settled(Flight flight, RoutingFacts? facts, DateTimeOffset now)
    {
        if (facts is not null)
        {
            Observe(facts, now);
        }

        End(flight, exclude: false, now);
    }

    /// <summary>There is no such case.</summary>
    public void Forget(Flight flight, DateTimeOffset now)
    {
        if (_waiting.Find(flight.TicketId) is { } waiting && waiting.Flight == flight)
        {
            _waiting.Remove(waiting);
            waiting.Flight = null;
        }

        End(flight, exclude: false, now);
    }

    /// <summary>Gets nothing for a while that grows with every fault and ends with the first news from him.</summary>
    public void Suspend(string agentId, DateTimeOffset now)
    {
        if (_pool.Find(agentId) is { } agent)
        {
            agent.SuspendedUntil = now.UtcTicks + (FirstSuspension.Ticks << agent.Faults);
            agent.Faults = Math.Min(agent.Faults + 1, MostSuspensions);
            _pool.Place(agent, now.UtcTicks);
        }
    }

    private void End(Flight flight, bool exclude, DateTimeOffset now)
    {
        Free(flight, now);
        if (!_flights.Remove(flight.Id))
        {
            return;
        }

        _inFlight -= flight.Stage == FlightStage.Offered ? 0 : 1;
        if (_waiting.Find(flight.TicketId) is { } waiting && waiting.Flight == flight)
        {
            waiting.Flight = null;
            Exclude(waiting, flight.Agent, exclude && waiting.Round == flight.Request.Assignment.Round);
            _waiting.Leave(waiting);
            Enter(waiting, now.UtcTicks);
        }

        Busy(now.UtcTicks);
    }

    private void Free(Flight flight, DateTimeOffset now)
    {
        if (flight.Holds)
        {
            flight.Holds = false;
            var agent = _pool.FindOrAdd(flight.Agent);
            agent.Held--;
            if (_pool.Place(agent, now.UtcTicks))
            {
                _waiting.Heat(agent);
            }
        }
    }

    private static void Exclude(WaitingCase waiting, string agent, bool exclude) =>
        waiting.Excluded = exclude ? waiting.Excluded.Add(agent) : waiting.Excluded;
}
