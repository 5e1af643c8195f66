using AfterSales.Policies;

namespace AfterSales.Orders.Domain;

/// <summary>What a granted claim holds and answers.</summary>
internal static class ClaimBuilder
{
    /// <param name="state">The order.</param>
    /// <param name="request">What is claimed; all guards have passed.</param>
    /// <param name="own">The case as it was, when it claims again: what it refunded is no longer claimed.</param>
    /// <param name="policy">The policy that decided.</param>
    /// <param name="now">Business time.</param>
    /// <param name="overridden">A closed window was overridden.</param>
    public static OrderClaimed Build(
        OrderState state, ClaimRequest request, OrderCase? own, Versioned<EligibilityPolicy> policy, DateTimeOffset now, bool overridden)
    {
        var facts = state.Facts!;
        var freight = FreightWorth(state, request);
        return new OrderClaimed
        {
            TicketId = request.TicketId,
            TicketVersion = request.TicketVersion,
            Kind = request.Kind,
            Lines = [.. request.Lines.Select(line => Pieces(state, line.LineId, line.Quantity, own))],
            Freight = Math.Max(0, freight - (own?.FreightRefunded ?? 0)),
            FreightWorth = freight,
            State = facts.Progress,
            NoReasonReturn = request.Lines.All(line => EligibilityMatrix.IsNoReasonReturn(policy.Policy, facts, facts.FindLine(line.LineId)!, now)),
            WindowOverridden = overridden,
            PolicyVersion = policy.Version,
        };
    }

    public static Claim Answer(OrderFacts facts, OrderClaimed claimed)
    {
        var lines = claimed.Lines.Select(pieces =>
        {
            var line = facts.FindLine(pieces.LineId)!;
            return new ClaimedLine(line.LineId, line.Sku, line.Title, line.Category, pieces.Quantity, pieces.Amount);
        });
        var amount = new Money(claimed.Lines.Sum(pieces => pieces.Amount) + claimed.Freight, facts.Currency);
        return new Claim(
            [.. lines], amount, facts.CustomerId, facts.CustomerTier, claimed.State, claimed.NoReasonReturn, claimed.WindowOverridden, claimed.PolicyVersion);
    }

    /// <summary>A dialogue about the order: it may name lines, but holds nothing and refunds nothing.</summary>
    public static Claim Nothing(OrderFacts facts, ClaimRequest request, int policyVersion)
    {
        var lines = request.Lines.OrEmpty().Select(asked =>
        {
            var line = facts.FindLine(asked.LineId)!;
            return new ClaimedLine(line.LineId, line.Sku, line.Title, line.Category, asked.Quantity, Amount: 0);
        });
        return new Claim(
            [.. lines], Money.Zero(facts.Currency), facts.CustomerId, facts.CustomerTier, facts.Progress, NoReasonReturn: false, WindowOverridden: false, policyVersion);
    }

    private static ClaimedPieces Pieces(OrderState state, string lineId, int quantity, OrderCase? own)
    {
        var worth = LineUse.Of(state, lineId, except: own?.Claim.TicketId).ValueOf(state.Facts!.FindLine(lineId)!, quantity);
        return new ClaimedPieces(lineId, quantity, Math.Max(0, worth - (own?.RefundedOn(lineId) ?? 0)), worth);
    }

    /// <summary>Freight goes back with the last pieces of an order of which nothing was shipped, once.</summary>
    private static long FreightWorth(OrderState state, ClaimRequest request)
    {
        var facts = state.Facts!;
        var others = state.Cases.Values.Where(known => known.Claim.TicketId != request.TicketId);
        if (facts.Progress != OrderProgress.NotShipped || others.Any(known => known.FreightRefunded > 0 || (known.Open && known.Claim.FreightWorth > 0)))
        {
            return 0;
        }

        var claimed = request.Lines.ToDictionary(line => line.LineId, line => line.Quantity, StringComparer.Ordinal);
        var coversAll = facts.Lines.All(line => LineUse.Of(state, line.LineId, except: request.TicketId).Remaining(line) <= claimed.GetValueOrDefault(line.LineId));
        return coversAll ? facts.ShippingFee.Amount : 0;
    }
}
