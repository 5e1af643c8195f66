using AfterSales.Routing;

namespace AfterSales.Agents.Domain;

/// <param name="Events">What to store.</param>
/// <param name="Ask">The case must be asked about this assignment first: nothing was reserved for it.</param>
internal sealed record Observation(ImmutableArray<AgentEvent> Events, Guid? Ask = null)
{
    public static Observation Nothing { get; } = new([]);
}

/// <summary>What a case's facts change. Facts may come twice, late and in any order.</summary>
internal static class ObserveDecider
{
    /// <param name="me">The agent: one who was never registered has no other name.</param>
    /// <param name="state">What he holds.</param>
    /// <param name="seen">What cases told.</param>
    /// <param name="facts">Of one case.</param>
    /// <param name="verified">The case itself has just said so.</param>
    public static Observation Decide(string me, AgentState state, Sightings seen, RoutingFacts facts, bool verified)
    {
        var held = state.Held.Find(facts.TicketId);
        var known = held is null ? 0 : seen.Version(held);
        if (facts.Version < known)
        {
            return Observation.Nothing;
        }

        if (facts.Assigned is { } mine && mine.Agent == me)
        {
            if (held?.AssignmentId == mine.AssignmentId)
            {
                return new Observation(Refresh(held, seen, facts.Version, mine));
            }

            if (held is not null && facts.Version == known)
            {
                return Observation.Nothing;
            }

            return verified ? new Observation(Take(me, held, seen, facts, mine)) : new Observation([], mine.AssignmentId);
        }

        return held is not null && IsGone(held, seen, facts, known) ? new Observation([Endings.Of(held, seen, facts.Version)]) : Observation.Nothing;
    }

    /// <summary>
    /// Work the case had confirmed is gone when newer facts do not show it. A reservation or offer is only gone when another wait has begun or the
    /// wait is over: while it lasts, the case may still take him.
    /// </summary>
    private static bool IsGone(Holding held, Sightings seen, RoutingFacts facts, int known) =>
        facts.Version > known && (seen.Confirm(held) || facts.Waiting is not { } waiting || waiting.Round > held.Round);

    private static ImmutableArray<AgentEvent> Refresh(Holding held, Sightings seen, int version, AssignedWork mine)
    {
        var events = ImmutableArray.CreateBuilder<AgentEvent>(3);
        if (held.Stage == HoldingStage.Offered)
        {
            // The case would not have him had he not accepted; our row about it was lost sight of.
            events.Add(new OfferClosed(held.TicketId, held.AssignmentId, OfferEnd.Accepted, held.Queue));
        }

        if (mine.Active != held.Active || mine.Units != held.Units)
        {
            if (held.Stage != HoldingStage.Working)
            {
                events.Add(new WorkConfirmed(held.TicketId, held.AssignmentId, version, mine.At, mine.Acted));
            }

            events.Add(new WorkChanged(held.TicketId, held.AssignmentId, version, mine.Active, mine.Units));
        }

        return events.DrainToImmutable();
    }

    private static ImmutableArray<AgentEvent> Take(string me, Holding? held, Sightings seen, RoutingFacts facts, AssignedWork mine)
    {
        var taken = new WorkTaken
        {
            AgentId = me,
            TicketId = facts.TicketId,
            AssignmentId = mine.AssignmentId,
            Version = facts.Version,
            Queue = mine.Queue,
            Department = mine.Department,
            Units = mine.Units,
            Active = mine.Active,
            Mode = mine.Mode,
            AssignedAt = mine.At,
            Acted = mine.Acted,
        };
        return held is null ? [taken] : [Endings.Of(held, seen, facts.Version), taken];
    }
}
