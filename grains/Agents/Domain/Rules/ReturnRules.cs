using AfterSales.Policies;
using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <param name="TicketId">The case.</param>
/// <param name="AssignmentId">The work.</param>
/// <param name="Reason">Why.</param>
/// <param name="Version">The case's newest version known.</param>
internal readonly record struct DueReturn(Guid TicketId, Guid AssignmentId, ReturnReason Reason, int Version);

/// <summary>Which work goes back to its queue because of its agent. The case is the judge; here it is only decided to ask.</summary>
internal static class ReturnRules
{
    public static IEnumerable<DueReturn> Due(AgentState state, Sightings seen, RoutingPolicy policy, DateTimeOffset now)
    {
        var gone = Gone(state, policy, now);
        foreach (var held in state.Held.All)
        {
            if (!seen.Confirm(held) || (!held.Active && !state.Removed))
            {
                continue;
            }

            if (gone is { } reason && (state.Removed || !CameSince(held, seen, state)))
            {
                yield return new DueReturn(held.TicketId, held.AssignmentId, reason, seen.Version(held));
            }
            else if (FirstActionBy(held, seen, policy) <= now)
            {
                yield return new DueReturn(held.TicketId, held.AssignmentId, ReturnReason.NoFirstAction, seen.Version(held));
            }
        }
    }

    /// <summary>Whether time, or an answer that is outstanding, may still change anything for this agent.</summary>
    public static bool IsPending(AgentState state, Sightings seen, RoutingPolicy policy)
    {
        var leaves = Gone(state, policy, DateTimeOffset.MaxValue) is not null;
        foreach (var held in state.Held.All)
        {
            if (!seen.Confirm(held) || (leaves && (state.Removed || (held.Active && !CameSince(held, seen, state)))) || FirstActionBy(held, seen, policy) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When work goes back unless he acts; null when he has, need not, or no limit applies.</summary>
    public static DateTimeOffset? FirstActionBy(Holding held, Sightings seen, RoutingPolicy policy) =>
        policy.FirstActionTimeoutSeconds > 0 && held.Active && !seen.Acted(held)
            && held.Mode is AssignmentMode.Auto or AssignmentMode.Offer or AssignmentMode.Pull
            ? seen.ActiveSince(held).AddSeconds(policy.FirstActionTimeoutSeconds)
            : null;

    /// <summary>Taken or given by hand while he was away or signed off already: somebody wanted it so, and it stays.</summary>
    private static bool CameSince(Holding held, Sightings seen, AgentState state) =>
        held.Mode is AssignmentMode.Claim or AssignmentMode.Manual or AssignmentMode.Transfer && seen.AssignedAt(held) >= state.PresenceSince;

    /// <summary>Why all his work goes back. Who was never registered is Offline for want of a presence, not because he left.</summary>
    private static ReturnReason? Gone(AgentState state, RoutingPolicy policy, DateTimeOffset now) => state switch
    {
        { Removed: true } => ReturnReason.AgentRemoved,
        { Exists: true, Presence: Presence.Offline } when policy.WhenOffline == OpenWork.Requeue => ReturnReason.AgentOffline,
        { Exists: true, Presence: Presence.Away } when policy.WhenAway == OpenWork.Requeue && state.PresenceSince?.AddSeconds(policy.AwaySeconds) <= now =>
            ReturnReason.AgentAway,
        _ => null,
    };
}
