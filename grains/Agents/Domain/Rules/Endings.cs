namespace AfterSales.Agents.Domain;

/// <summary>How what an agent holds is ended, by how far it came.</summary>
internal static class Endings
{
    /// <param name="holding">What ends.</param>
    /// <param name="seen">What cases told.</param>
    /// <param name="version">The case's version since which it is gone.</param>
    public static AgentEvent Of(Holding holding, Sightings seen, int version) => holding.Stage == HoldingStage.Offered
        ? new OfferClosed(holding.TicketId, holding.AssignmentId, OfferEnd.Rescinded, holding.Queue)
        : seen.Confirm(holding)
            ? new WorkEnded(holding.TicketId, holding.AssignmentId, version)
            : new WorkVoided(holding.TicketId, holding.AssignmentId);

    /// <summary>A queue gives back what it asked for: an open offer, or a reservation nobody accepted or confirmed. Anything else stays.</summary>
    public static ImmutableArray<AgentEvent> Release(AgentState state, Sightings seen, Guid assignmentId)
    {
        var held = state.Held.FindAssignment(assignmentId);
        return held is null || seen.Confirm(held) || (held.Stage == HoldingStage.Reserved && held.ExpiresAt is not null)
            ? []
            : [Of(held, seen, held.Version)];
    }

    /// <summary>Every open offer is taken back.</summary>
    public static IEnumerable<AgentEvent> Rescind(AgentState state) => state.Held.All
        .Where(holding => holding.Stage == HoldingStage.Offered)
        .Select(offer => new OfferClosed(offer.TicketId, offer.AssignmentId, OfferEnd.Rescinded, offer.Queue));
}
