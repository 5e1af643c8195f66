using AfterSales.Policies;
using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <param name="Refusal">One of <see cref="ReserveRefusals"/>; null when granted.</param>
/// <param name="Events">What to store; empty for a repetition.</param>
/// <param name="TicketId">The case held, or once held, under this assignment id.</param>
internal sealed record Grant(string? Refusal, ImmutableArray<AgentEvent> Events, Guid TicketId)
{
    public static Grant Refuse(string refusal, Guid ticketId) => new(refusal, [], ticketId);
}

/// <summary>Why units are not granted; what queues are told.</summary>
internal static class ReserveRefusals
{
    public const string NotRegistered = "not-registered";
    public const string NotOnline = "not-online";
    public const string OfferOpen = "offer-open";
    public const string AtCapacity = "at-capacity";
    public const string RampUp = "ramp-up";
    public const string Known = "known";
    public const string HoldsCase = "holds-case";
    public const string KeyReused = "key-reused";
}

/// <summary>The one place that grants capacity.</summary>
internal static class ReserveDecider
{
    private static readonly TimeSpan DefaultOfferTimeout = TimeSpan.FromSeconds(30);

    public static Grant Decide(AgentState state, Sightings seen, ReserveRequest request, RoutingPolicy policy, DateTimeOffset at)
    {
        var asked = request.Assignment;
        if (state.Held.FindAssignment(asked.AssignmentId) is { } held)
        {
            return new Grant(null, [], held.TicketId);
        }

        if (PastAssignments.Find(state, asked.AssignmentId) is { } past)
        {
            return Grant.Refuse(ReserveRefusals.Known, past.TicketId);
        }

        if (asked.Mode == AssignmentMode.Pull && PastAssignments.HasPulledUnder(state, new CommandId(asked.AssignmentId).Key))
        {
            return Grant.Refuse(ReserveRefusals.KeyReused, asked.TicketId);
        }

        ImmutableArray<AgentEvent> ends = [];
        var holdings = state.Held;
        if (holdings.Find(asked.TicketId) is { } other)
        {
            // A wait that began after all that is known of the former assignment proves that it is over; the facts are only late.
            if (asked.Round <= seen.Version(other))
            {
                return Grant.Refuse(ReserveRefusals.HoldsCase, asked.TicketId);
            }

            ends = [Endings.Of(other, seen, asked.Round)];
            if (asked.Mode != AssignmentMode.Pull && request.Ignored && IgnoredWork.Away(state) is { IsEmpty: false } away)
            {
                // It comes back to him before he was told that it was taken from him for want of an action.
                return new Grant(ReserveRefusals.NotOnline, [.. ends, .. away], asked.TicketId);
            }

            holdings = holdings.Remove(asked.TicketId);
        }

        return Refusal(state, holdings, asked, policy, at) is { } refusal
            ? Grant.Refuse(refusal, asked.TicketId)
            : new Grant(null, [.. ends, Granted(request, RampUp.Counts(state, policy, at), at)], asked.TicketId);
    }

    private static string? Refusal(AgentState state, Holdings held, AssignmentRequest asked, RoutingPolicy policy, DateTimeOffset at)
    {
        if (state.Profile is not { } profile)
        {
            return ReserveRefusals.NotRegistered;
        }

        var pulls = asked.Mode == AssignmentMode.Pull;
        if (state.Presence != Presence.Online && !(pulls && state.Presence == Presence.Busy))
        {
            return ReserveRefusals.NotOnline;
        }

        if (!pulls && held.OpenOffers > 0)
        {
            return ReserveRefusals.OfferOpen;
        }

        if ((long)held.UnitsInUse + asked.Units > profile.Capacity)
        {
            return ReserveRefusals.AtCapacity;
        }

        return RampUp.NextGrantAt(state, policy) > at ? ReserveRefusals.RampUp : null;
    }

    private static AgentEvent Granted(ReserveRequest request, bool rampUp, DateTimeOffset at)
    {
        var asked = request.Assignment;
        return asked.Mode == AssignmentMode.Offer
            ? new WorkOffered
            {
                TicketId = asked.TicketId,
                AssignmentId = asked.AssignmentId,
                Round = asked.Round,
                Queue = asked.Queue,
                Department = request.Department,
                Units = asked.Units,
                ExpiresAt = at + (request.OfferTimeout ?? DefaultOfferTimeout),
                Reason = OfferReason.Of(asked.Reason),
                RampUp = rampUp,
            }
            : new WorkReserved
            {
                TicketId = asked.TicketId,
                AssignmentId = asked.AssignmentId,
                Round = asked.Round,
                Queue = asked.Queue,
                Department = request.Department,
                Units = asked.Units,
                Mode = asked.Mode,
                RampUp = rampUp,
            };
    }
}
