using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>What became of the pairs under way. Whatever happens, a case ends up gone by newer facts or back in its group.</summary>
internal sealed partial class QueueShard
{
    private const int MostSuspensions = 7;
    private static readonly TimeSpan OfferGrace = TimeSpan.FromSeconds(2);
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

    /// <summary>An offer ended. An accepted one is the caller's to bring to its case, as the pair that is returned.</summary>
    public Flight? OfferEnded(OfferOutcome outcome, DateTimeOffset now)
    {
        Observe(outcome.Status, now);
        var (assignment, accepted) = (outcome.Assignment, outcome.End == OfferEnd.Accepted);
        var waiting = _waiting.Find(assignment.TicketId);
        if (!_flights.TryGetValue(assignment.AssignmentId, out var flight))
        {
            return Unknown(outcome, waiting, now);
        }

        if (flight.Stage == FlightStage.Reserving)
        {
            // Overtook the agent's answer, which goes on from here.
            flight.End = outcome.End;
            return null;
        }

        if (!accepted)
        {
            End(flight, outcome.End != OfferEnd.Rescinded, now);
            return null;
        }

        if (flight.Stage == FlightStage.Offered)
        {
            Recall(flight, FlightStage.Assigning);
            return flight;
        }

        return null;
    }

    /// <summary>An offer that should have ended was looked into.</summary>
    public void Checked(Flight flight, AgentStatus? status, RoutingFacts? facts, DateTimeOffset now)
    {
        if (status is not null)
        {
            Observe(status, now);
        }

        if (facts is not null)
        {
            Observe(facts, now);
        }

        if (flight.Stage != FlightStage.Checking || !_flights.ContainsKey(flight.Id))
        {
            return;
        }

        var (unanswered, open) = (status is null || facts is null, status is null or { HasOpenOffer: true });
        var waiting = _waiting.Find(flight.TicketId);
        var held = waiting?.Flight == flight && waiting.Round == flight.Request.Assignment.Round;
        if (held && (unanswered || open))
        {
            Offer(flight, waiting!, now + OfferGrace);
            return;
        }

        End(flight, exclude: held, now);
        if (!held && open)
        {
            _releases.Enqueue(new ReleaseOrder(flight.Agent, flight.Id));
        }
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

    /// <summary>After a restart nothing is known of the offers that are out: an accepted one is adopted, any other only remembered.</summary>
    private Flight? Unknown(OfferOutcome outcome, WaitingCase? waiting, DateTimeOffset now)
    {
        if (waiting is not { State: CaseState.Ready } || waiting.Round != outcome.Assignment.Round)
        {
            return null;
        }

        _waiting.Leave(waiting);
        if (outcome.End == OfferEnd.Accepted)
        {
            var flight = new Flight(new ReserveRequest(outcome.Assignment, waiting.Department, null)) { Holds = false, Stage = FlightStage.Assigning };
            (waiting.State, waiting.Flight) = (CaseState.InFlight, flight);
            _flights[flight.Id] = flight;
            _inFlight++;
            return flight;
        }

        Exclude(waiting, outcome.Assignment.Agent, outcome.End != OfferEnd.Rescinded);
        Enter(waiting, now.UtcTicks);
        return null;
    }

    private void Offer(Flight flight, WaitingCase waiting, DateTimeOffset until)
    {
        (flight.Stage, waiting.State) = (FlightStage.Offered, CaseState.Offered);
        _inFlight--;
        _waiting.Time(waiting, until.UtcTicks);
    }

    /// <summary>An offer is under way again.</summary>
    private void Recall(Flight flight, FlightStage stage)
    {
        var waiting = _waiting.Find(flight.TicketId)!;
        _waiting.Time(waiting, long.MaxValue);
        (flight.Stage, waiting.State) = (stage, CaseState.InFlight);
        _inFlight++;
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
