using AfterSales.Agents.Domain;
using AfterSales.Log;
using AfterSales.ReadModel;

namespace AfterSales.Agents;

/// <summary>
/// What is told after a row was committed: the read model, the queues he may serve, and the queues whose offers ended. Told by comparing with what
/// was told last, so that a row found only after a lost answer is told as well.
/// </summary>
internal sealed class AgentTells(string agentId, AgentGrainServices services, QueueLink queues)
{
    private readonly Guid _streamId = StreamIds.Of(StreamKind.Agent, agentId);
    private AgentState? _told;
    private int _version;

    public bool Started => _told is not null;

    /// <summary>
    /// The first state read is in the log already. An accepted offer that no case has confirmed is told again: whoever was to perform it may have
    /// died.
    /// </summary>
    public void Start(AgentState state, int version)
    {
        (_told, _version) = (state, version);
        foreach (var accepted in state.Held.All.Where(held => held is { Stage: HoldingStage.Reserved, ExpiresAt: not null }))
        {
            TellEnd(accepted, OfferEnd.Accepted, Status(state, version));
        }
    }

    public AgentStatus Status(AgentState state, int version) => AgentStatuses.Of(agentId, state, version, services.Policies.Current.Routing.Policy);

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
