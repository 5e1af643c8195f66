using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

internal sealed partial class AgentFold
{
    private static readonly TimeSpan RampUpWindow = TimeSpan.FromMinutes(1);

    private static AgentState Reserve(AgentState state, WorkReserved reserved, DateTimeOffset at)
    {
        var holding = new Holding
        {
            TicketId = reserved.TicketId,
            AssignmentId = reserved.AssignmentId,
            Stage = HoldingStage.Reserved,
            Queue = reserved.Queue,
            Department = reserved.Department,
            Units = reserved.Units,
            Mode = reserved.Mode,
            At = at,
            ActiveSince = at,
            Round = reserved.Round,
            Version = reserved.Round,
        };
        return Grant(state, holding, reserved.RampUp, at) with
        {
            LastAssignedAt = at,
            Pulled = reserved.Mode == AssignmentMode.Pull
                ? Newest(state.Pulled, new PastAssignment(reserved.AssignmentId, reserved.TicketId), AgentState.MaxRemembered)
                : state.Pulled,
        };
    }

    private static AgentState Offer(AgentState state, WorkOffered offered, DateTimeOffset at)
    {
        var holding = new Holding
        {
            TicketId = offered.TicketId,
            AssignmentId = offered.AssignmentId,
            Stage = HoldingStage.Offered,
            Queue = offered.Queue,
            Department = offered.Department,
            Units = offered.Units,
            Mode = AssignmentMode.Offer,
            At = at,
            ActiveSince = at,
            Round = offered.Round,
            Version = offered.Round,
            ExpiresAt = offered.ExpiresAt,
            Reason = offered.Reason,
        };
        return Grant(state, holding, offered.RampUp, at);
    }

    private static AgentState Grant(AgentState state, Holding holding, bool rampUp, DateTimeOffset at) => state with
    {
        Held = state.Held.Set(holding),
        RampUp = rampUp ? [.. state.RampUp.OrEmpty().Where(grant => grant > at - RampUpWindow), at] : state.RampUp,
    };

    private static AgentState Close(AgentState state, OfferClosed closed, DateTimeOffset at)
    {
        var offer = Known(state, closed.TicketId);
        var past = new PastOffer(closed.AssignmentId, closed.TicketId, closed.How, at, offer.Queue, offer.Round, offer.Units);
        var told = state with { Offers = Newest(state.Offers, past, AgentState.MaxRemembered) };
        return closed.How == OfferEnd.Accepted
            ? told with
            {
                Held = state.Held.Set(offer with { Stage = HoldingStage.Reserved, At = at, ActiveSince = at }),
                LastAssignedAt = at,
            }
            : End(told, closed.TicketId);
    }

    private static AgentState Take(AgentState state, WorkTaken taken) => state with
    {
        AgentId = taken.AgentId,
        LastAssignedAt = state.LastAssignedAt > taken.AssignedAt ? state.LastAssignedAt : taken.AssignedAt,
        Held = state.Held.Set(new Holding
        {
            TicketId = taken.TicketId,
            AssignmentId = taken.AssignmentId,
            Stage = HoldingStage.Working,
            Queue = taken.Queue,
            Department = taken.Department,
            Units = taken.Units,
            Active = taken.Active,
            Mode = taken.Mode,
            At = taken.AssignedAt,
            ActiveSince = taken.AssignedAt,
            Version = taken.Version,
            Acted = taken.Acted,
        }),
    };

    private static AgentState Confirm(AgentState state, WorkConfirmed confirmed)
    {
        var known = Known(state, confirmed.TicketId);
        return state with
        {
            Held = state.Held.Set(known with
            {
                Stage = HoldingStage.Working,
                At = confirmed.AssignedAt,
                ActiveSince = known.Stage == HoldingStage.Working ? known.ActiveSince : confirmed.AssignedAt,
                Version = confirmed.Version,
                Acted = confirmed.Acted,
            }),
        };
    }

    /// <summary>His time begins a little earlier by the case's facts, which are in memory; this is for after a restart.</summary>
    private static Holding Change(Holding known, WorkChanged changed, DateTimeOffset at) => known with
    {
        Active = changed.Active,
        ActiveSince = changed.Active && !known.Active ? at : known.ActiveSince,
        Units = changed.Units,
        Version = changed.Version,
    };

    private static AgentState End(AgentState state, Guid ticketId) => state with
    {
        Held = state.Held.Remove(ticketId),
        Ended = Newest(state.Ended, new PastAssignment(Known(state, ticketId).AssignmentId, ticketId), AgentState.MaxRemembered),
    };

    private static Holding Known(AgentState state, Guid ticketId) =>
        state.Held.Find(ticketId) ?? throw new InvalidDataException($"The agent does not hold ticket {ticketId}.");
}
