namespace AfterSales.Agents.Domain;

/// <summary>Answers to offers, and what time does to them.</summary>
internal static class OfferDecider
{
    /// <param name="state">The agent.</param>
    /// <param name="offerId">The offer.</param>
    /// <param name="how">Accepted or Rejected.</param>
    /// <param name="at">Now.</param>
    /// <returns>Nothing to store and no failure when it was answered the same before.</returns>
    public static (Failure? Failure, ImmutableArray<AgentEvent> Events) Answer(AgentState state, Guid offerId, OfferEnd how, DateTimeOffset at)
    {
        var held = state.Held.FindAssignment(offerId);
        if (held is { Stage: HoldingStage.Offered })
        {
            return held.ExpiresAt <= at ? (null, Expire(state, at)) : (null, [new OfferClosed(held.TicketId, offerId, how, held.Queue)]);
        }

        if (Past(state, offerId) is not { } past)
        {
            return (AgentFailures.NoOffer, []);
        }

        // An accepted offer is answered again only as long as he holds the case: later there is nothing to take.
        var same = past.How == how && (how == OfferEnd.Rejected || held is not null);
        return same ? (null, []) : (AgentFailures.OfferEnded(past), []);
    }

    public static PastOffer? Past(AgentState state, Guid offerId)
    {
        foreach (var past in state.Offers.OrEmpty())
        {
            if (past.OfferId == offerId)
            {
                return past;
            }
        }

        return null;
    }

    /// <summary>Offers nobody answered end, and who does not answer is taken as away: any other offer is taken back. One row.</summary>
    public static ImmutableArray<AgentEvent> Expire(AgentState state, DateTimeOffset at)
    {
        var open = state.Held.All.Where(holding => holding.Stage == HoldingStage.Offered).ToList();
        if (!open.Exists(offer => offer.ExpiresAt <= at))
        {
            return [];
        }

        var ends = open.Select(offer => new OfferClosed(
            offer.TicketId, offer.AssignmentId, offer.ExpiresAt <= at ? OfferEnd.TimedOut : OfferEnd.Rescinded, offer.Queue));
        return state.Presence is Presence.Online or Presence.Busy
            ? [.. ends, new PresenceSet(Presence.Away, PresenceCauses.OfferTimeout)]
            : [.. ends];
    }
}
