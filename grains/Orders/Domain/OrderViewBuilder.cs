namespace AfterSales.Orders.Domain;

/// <summary>The order as its callers see it.</summary>
internal static class OrderViewBuilder
{
    /// <summary>Staff sees every order, a customer his own; anything else does not exist for him.</summary>
    public static bool IsVisibleTo(this OrderFacts facts, Caller caller) => caller.IsStaff || facts.CustomerId == caller.Subject;

    public static OrderView View(this OrderState state) =>
        new(state.OrderId, state.Facts!, [.. state.Facts!.Lines.Select(line => Line(state, line))], new Money(state.Refunded(), state.Facts.Currency));

    private static OrderLineState Line(OrderState state, OrderLineFacts line)
    {
        var use = LineUse.Of(state, line.LineId);
        return new OrderLineState(
            line.LineId,
            use.HeldQuantity,
            use.UsedQuantity - use.HeldQuantity,
            new Money(use.Refunded, line.Paid.Currency),
            use.OpenTicket,
            use.Tickets);
    }
}
