using AfterSales.Policies;
using AfterSales.Tickets;

namespace AfterSales.Orders.Domain;

/// <summary>
/// Per line and goods kind whether a case may be opened now. The customer has not said yet what is wrong, so a kind that only a fault opens is
/// shown as open, with that said. Dialogue kinds are not limited per line and are left out.
/// </summary>
internal static class EligibilityReport
{
    private static readonly ImmutableArray<TicketKind> GoodsKinds =
        [TicketKind.RefundOnly, TicketKind.ReturnRefund, TicketKind.Exchange, TicketKind.Repair, TicketKind.Reship];

    public static EligibilityView Of(OrderState state, Versioned<EligibilityPolicy> policy, DateTimeOffset now, string language) =>
        new(state.OrderId, policy.Version, [.. state.Facts!.Lines.Select(line => Line(state, line, policy.Policy, now, language))]);

    private static LineEligibility Line(OrderState state, OrderLineFacts line, EligibilityPolicy policy, DateTimeOffset now, string language)
    {
        var use = LineUse.Of(state, line.LineId);
        var remaining = use.Remaining(line);
        var value = remaining == 0 ? 0 : use.ValueOf(line, remaining);
        var guard = LineGuards.Check(line, use, quantity: 1, policy);
        var kinds = GoodsKinds.Select(kind => Kind(kind, guard ?? Widest(policy, state.Facts!, line, kind, now), language));
        return new LineEligibility(line.LineId, remaining, new Money(value, line.Paid.Currency), [.. kinds]);
    }

    private static Verdict Widest(EligibilityPolicy policy, OrderFacts facts, OrderLineFacts line, TicketKind kind, DateTimeOffset now)
    {
        var withoutReason = EligibilityMatrix.Judge(policy, facts, line, kind, category: null, now);
        return withoutReason.Eligible ? withoutReason : EligibilityMatrix.Judge(policy, facts, line, kind, TicketCategory.Quality, now);
    }

    private static KindEligibility Kind(TicketKind kind, Verdict verdict, string language) =>
        new(kind, verdict.Eligible, verdict.Eligible ? verdict.Until : null, verdict.Code, verdict.Text(language));
}
