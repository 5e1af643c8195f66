namespace AfterSales.Orders.Domain;

/// <summary>An order as its events tell: the newest facts, and every case that ever held pieces of it.</summary>
internal sealed record OrderState
{
    public static OrderState Empty { get; } = new();

    public string OrderId { get; init; } = "";

    /// <summary>Null until the first import.</summary>
    public OrderFacts? Facts { get; init; }

    public ImmutableDictionary<Guid, OrderCase> Cases { get; init; } = ImmutableDictionary<Guid, OrderCase>.Empty;

    /// <summary>What all cases refunded, freight included, in minor units.</summary>
    public long Refunded() => Cases.Values.Sum(known => known.Refunds.OrEmpty().Sum(refund => refund.Amount) + known.FreightRefunded);
}

internal static class OrderFactsExtensions
{
    extension(OrderFacts facts)
    {
        public string Currency => facts.ShippingFee.Currency;

        /// <summary>How far the order is; a delivery is believed even when the shop never told of the shipment.</summary>
        public OrderProgress Progress =>
            facts.DeliveredAt is not null ? OrderProgress.Delivered : facts.ShippedAt is not null ? OrderProgress.Shipped : OrderProgress.NotShipped;

        public OrderLineFacts? FindLine(string lineId) => facts.Lines.FirstOrDefault(line => line.LineId == lineId);
    }
}
