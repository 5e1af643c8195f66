using AfterSales.Streams;

namespace AfterSales.Orders.Domain;

/// <summary>Takes over what the shop reports, unless it is old, malformed, or takes away what cases already use.</summary>
internal static class ImportDecider
{
    public static Decision<OrderState, OrderEvent, ImportReply> Decide(OrderState state, string orderId, OrderFacts facts)
    {
        if (ImportValidation.Check(facts) is { } malformed)
        {
            return Decision<OrderState, OrderEvent, ImportReply>.Refuse(malformed);
        }

        if (state.Facts is { } stored)
        {
            if (facts.Version <= stored.Version)
            {
                return Decision<OrderState, OrderEvent, ImportReply>.Accept([], after => new ImportReply(after.View(), Created: false, Changed: false));
            }

            if (ImportConsistency.Check(state, facts) is { } contradiction)
            {
                return Decision<OrderState, OrderEvent, ImportReply>.Refuse(contradiction);
            }
        }

        var created = state.Facts is null;
        return Decision<OrderState, OrderEvent, ImportReply>.Accept(
            [OrderImported.Of(orderId, facts)], after => new ImportReply(after.View(), created, Changed: true));
    }
}
