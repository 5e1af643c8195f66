using AfterSales.Agents;
using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>Offers: the case still waits, its agent gets nothing else, and the end is told, or looked into when it is late.</summary>
internal sealed partial class QueueShard
{
    /// <summary>So much later than it ends at the agent an offer counts as forgotten.</summary>
    private static readonly TimeSpan OfferGrace = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _unheard = new(StringComparer.Ordinal);

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

    /// <summary>
    /// An agent has this offer open. Not known after a restart: its case is out with it again if it waits as it did then; else the offer is taken back.
    /// </summary>
    public void OfferOpen(AssignmentRequest offer, DateTimeOffset expiresAt, AgentStatus status, DateTimeOffset now)
    {
        Observe(status, now);
        if (_flights.ContainsKey(offer.AssignmentId) || _pool.Find(offer.Agent)?.Status is not { HasOpenOffer: true })
        {
            return;
        }

        if (_definition is null || _waiting.Find(offer.TicketId) is not { State: CaseState.Ready } waiting || waiting.Round != offer.Round)
        {
            _releases.Enqueue(new ReleaseOrder(offer.Agent, offer.AssignmentId));
            return;
        }

        var flight = new Flight(new ReserveRequest(offer, waiting.Department, null)) { Holds = false, Stage = FlightStage.Offered };
        _waiting.Leave(waiting);
        (waiting.State, waiting.Flight) = (CaseState.Offered, flight);
        _flights[flight.Id] = flight;
        _waiting.Time(waiting, (expiresAt + OfferGrace).UtcTicks);
        Busy(now.UtcTicks);
    }

    /// <summary>After a restart nothing is offered before these agents have said what they were offered, and refused; nobody: no longer.</summary>
    public void AwaitReports(IEnumerable<string> agents)
    {
        _unheard.Clear();
        _unheard.UnionWith(agents);
    }

    public void Reported(string agent) => _unheard.Remove(agent);

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
}
