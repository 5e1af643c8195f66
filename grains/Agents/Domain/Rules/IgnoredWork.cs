using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <summary>
/// Who lets work go back without a first action is taken as away, like who does not answer an offer: otherwise an agent who left without a word would be
/// given the same case again and again. The case is the judge of it: it says whom it was taken from.
/// </summary>
internal static class IgnoredWork
{
    /// <summary>What the end of work brings with it, in the same row.</summary>
    /// <param name="me">The agent.</param>
    /// <param name="state">Before the end.</param>
    /// <param name="facts">By which the work is gone.</param>
    public static ImmutableArray<AgentEvent> Follow(string me, AgentState state, RoutingFacts facts) =>
        facts.Waiting?.IgnoredBy == me && state.Held.Find(facts.TicketId) is not null ? Away(state) : [];

    /// <summary>Who is Busy gets nothing by itself and who is Away already is.</summary>
    public static ImmutableArray<AgentEvent> Away(AgentState state) =>
        state.Presence == Presence.Online ? [new PresenceSet(Presence.Away, PresenceCauses.NoFirstAction), .. Endings.Rescind(state)] : [];
}
