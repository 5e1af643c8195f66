using AfterSales.Tickets;

namespace AfterSales.Orders.Domain;

/// <summary>What a case's facts change; nothing, when they are known already or older than the claim.</summary>
internal static class ObserveDecider
{
    public static ImmutableArray<OrderEvent> Decide(OrderState state, TicketFacts facts)
    {
        if (!state.Cases.TryGetValue(facts.TicketId, out var known))
        {
            return [];
        }

        // A reopened case claims at the version at which it had ended: facts up to there speak of the former claim.
        var settles = facts.Settled && facts.Version > known.Claim.TicketVersion && facts.Version >= known.Observed;
        return settles ? End(known, facts.Version, facts.Refunded) : Refund(known, facts.Version, facts.Refunded);
    }

    /// <summary>
    /// A case about goods that has claimed nothing here, as far as is known, though every such case has; or one that ended anew and had nothing to end.
    /// </summary>
    public static bool IsStrange(OrderState state, TicketFacts facts) =>
        facts.Kind.IsGoods() && (!state.Cases.TryGetValue(facts.TicketId, out var known) || (facts.Settled && facts.Version > known.Observed));

    /// <summary>The claim is over; what was refunded since is taken in first.</summary>
    public static ImmutableArray<OrderEvent> End(OrderCase known, int version, long refunded) =>
        known.Open ? [.. Refund(known, version, refunded), new ClaimSettled(known.Claim.TicketId, version)] : Refund(known, version, refunded);

    /// <summary>The report is a sum that only grows, so a late one of any version does no harm.</summary>
    private static ImmutableArray<OrderEvent> Refund(OrderCase known, int version, long refunded)
    {
        if (refunded <= known.Reported)
        {
            return [];
        }

        var pieces = (known with { Open = true }).Used().ToImmutableArray();
        var parts = RefundSplit.Split(refunded, [.. pieces.Select(piece => piece.Worth), known.FreightWorth]);
        var lines = pieces.Select((piece, index) => new RefundedPieces(piece.LineId, piece.Quantity, piece.Worth, parts[index]));
        return [new CaseRefunded(known.Claim.TicketId, version, refunded, [.. lines], parts[^1])];
    }
}
