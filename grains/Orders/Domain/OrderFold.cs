using AfterSales.Streams;

namespace AfterSales.Orders.Domain;

/// <summary>What each event does to the state.</summary>
internal sealed class OrderFold : IFold<OrderState, OrderEvent>
{
    public static int FoldVersion => 1;

    public static OrderState Empty => OrderState.Empty;

    public static OrderState Apply(OrderState state, OrderEvent stored, in EventStamp stamp) => stored switch
    {
        OrderImported imported => state with { OrderId = imported.OrderId, Facts = imported.ToFacts() },
        OrderClaimed claimed => state with { Cases = state.Cases.SetItem(claimed.TicketId, Claim(state, claimed, stamp.At)) },
        ClaimReleased released => state with { Cases = Release(state.Cases, released) },
        CaseRefunded refunded => state with { Cases = state.Cases.SetItem(refunded.TicketId, Refund(state.Cases[refunded.TicketId], refunded)) },
        ClaimSettled settled => state with { Cases = state.Cases.SetItem(settled.TicketId, Settle(state.Cases[settled.TicketId], settled)) },
        _ => throw new InvalidDataException($"An order cannot fold {stored.GetType().Name}."),
    };

    private static OrderCase Claim(OrderState state, OrderClaimed claimed, DateTimeOffset at) =>
        state.Cases.TryGetValue(claimed.TicketId, out var known)
            ? known with { Claim = claimed, ClaimedAt = at, Open = true }
            : new OrderCase { Claim = claimed, ClaimedAt = at, Open = true };

    private static ImmutableDictionary<Guid, OrderCase> Release(ImmutableDictionary<Guid, OrderCase> cases, ClaimReleased released)
    {
        var known = cases[released.TicketId];
        return known.Stood ? cases.SetItem(released.TicketId, known with { Open = false }) : cases.Remove(released.TicketId);
    }

    private static OrderCase Refund(OrderCase known, CaseRefunded refunded) => known with
    {
        Observed = Math.Max(known.Observed, refunded.Version),
        Reported = refunded.Reported,
        Refunds = refunded.Lines,
        FreightRefunded = refunded.Freight,
    };

    private static OrderCase Settle(OrderCase known, ClaimSettled settled) =>
        known with { Observed = Math.Max(known.Observed, settled.Version), Open = false, Stood = true };
}
