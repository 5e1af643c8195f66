using AfterSales.Agents.Domain;
using AfterSales.Log;
using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Routing;

namespace AfterSales.Agents;

/// <summary>
/// What is told after a row was committed: the read model, the queues he may serve, and the queues whose offers ended. Told by comparing with what
/// was told last, so that a row found only after a lost answer is told as well.
/// </summary>
internal sealed class AgentTells(string agentId, AgentGrainServices services, QueueLink queues)
{
    private static readonly TimeSpan TellAgain = TimeSpan.FromMinutes(10);

    private readonly Guid _streamId = StreamIds.Of(StreamKind.Agent, agentId);
    private AgentState? _told;
    private int _version;
    private (AgentState State, RoutingPolicy Policy, AgentStatus Status)? _status;

    public bool Started => _told is not null;

    /// <summary>
    /// The first state read is in the log already. How offers ended is told again: who stored it may have died before he told it, and nobody else
    /// would tell the queue.
    /// </summary>
    public void Start(AgentState state, int version)
    {
        (_told, _version) = (state, version);
        TellOffers(state, version);
    }

    /// <summary>Open offers, how others ended in the last minutes, and accepted ones as long as no case has confirmed them.</summary>
    public void TellOffers(AgentState state, int version)
    {
        var status = Status(state, version);
        var from = services.Stream.Clock.Now - TellAgain;
        foreach (var past in state.Offers.OrEmpty().Where(past => past.How != OfferEnd.Accepted && past.At > from))
        {
            var request = new AssignmentRequest(
                past.OfferId, past.TicketId, past.Round, past.Queue, agentId, past.Units, AssignmentMode.Offer, new AssignmentReason("", 0, 0, []));
            queues.TellEnd(past.Queue, new OfferOutcome(request, past.How, status));
        }

        foreach (var held in state.Held.All.Where(held => held is { Stage: HoldingStage.Reserved or HoldingStage.Offered, ExpiresAt: not null }))
        {
            if (held.Stage == HoldingStage.Reserved)
            {
                TellEnd(held, OfferEnd.Accepted, status);
            }
            else
            {
                queues.TellOpen(held.ToRequest(agentId), held.ExpiresAt!.Value, status);
            }
        }
    }

    /// <summary>Wanted for the row, for the queues and for the answer of one command: made once.</summary>
    public AgentStatus Status(AgentState state, int version)
    {
        var policy = services.Policies.Current.Routing.Policy;
        if (_status is { } known && ReferenceEquals(known.State, state) && ReferenceEquals(known.Policy, policy) && known.Status.Version == version)
        {
            return known.Status;
        }

        var status = AgentStatuses.Of(agentId, state, version, policy);
        _status = (state, policy, status);
        return status;
    }

    public void Tell(AgentState state, int version, string? answering = null)
    {
        if (_told is not { } before || version == _version)
        {
            return;
        }

        (_told, _version) = (state, version);
        var status = Status(state, version);
        services.Dirty.Mark(new AgentRow(_streamId, status));
        queues.Tell(status, state.Profile, before.Profile, answering);
        foreach (var offer in before.Held.OpenOffers > 0 ? before.Held.All.Where(held => held.Stage == HoldingStage.Offered) : [])
        {
            if (OfferDecider.Past(state, offer.AssignmentId) is { } past)
            {
                TellEnd(offer, past.How, status);
            }
        }
    }

    private void TellEnd(Holding offer, OfferEnd how, AgentStatus status) =>
        queues.TellEnd(offer.Queue, new OfferOutcome(offer.ToRequest(agentId), how, status));
}
