using AfterSales.Policies;
using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <summary>
/// Who lets work go back without a first action is taken as away, like who does not answer an offer: otherwise an agent who left without a word would be
/// given the same case again and again.
/// </summary>
internal static class IgnoredWork
{
    /// <summary>What the end of work brings with it, in the same row.</summary>
    /// <param name="me">The agent.</param>
    /// <param name="state">Before the end.</param>
    /// <param name="seen">What cases told.</param>
    /// <param name="facts">By which the work is gone.</param>
    /// <param name="policy">Of now.</param>
    /// <param name="at">Now.</param>
    public static ImmutableArray<AgentEvent> Follow(
        string me, AgentState state, Sightings seen, RoutingFacts facts, RoutingPolicy policy, DateTimeOffset at)
    {
        // In another department's hands it is because somebody acted; in his own because he took it.
        var department = facts.Waiting?.Department ?? facts.Assigned?.Department;
        return state.Held.Find(facts.TicketId) is { } held && held.Department == department && facts.Assigned?.Agent != me && Is(held, seen, policy, at)
            ? Away(state)
            : [];
    }

    /// <summary>It should have had a first action by now.</summary>
    public static bool Is(Holding held, Sightings seen, RoutingPolicy policy, DateTimeOffset at) =>
        seen.Confirm(held) && ReturnRules.FirstActionBy(held, seen, policy) <= at;

    /// <summary>Who is Busy gets nothing by itself and who is Away already is.</summary>
    public static ImmutableArray<AgentEvent> Away(AgentState state) =>
        state.Presence == Presence.Online ? [new PresenceSet(Presence.Away, PresenceCauses.NoFirstAction), .. Endings.Rescind(state)] : [];
}
