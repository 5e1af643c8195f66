namespace AfterSales.ReadModel;

/// <summary>One order as projected for <c>order_view</c>; the newer version wins.</summary>
public sealed record OrderRow(Guid StreamId, int Version, string OrderId, string CustomerId, DateTimeOffset PaidAt, string? Tier = null);

/// <summary>As <see cref="IDirtyTickets"/>, for orders.</summary>
public interface IDirtyOrders
{
    /// <summary>Remembers the newest row of an order; a full set drops it (the follower will project it).</summary>
    void Mark(OrderRow row);
}

/// <summary>Folds an order from the log for the follower; implemented beside the order's domain.</summary>
public interface IOrderProjector
{
    /// <summary>Null when the stream holds no imported order. Throws when the log cannot be read.</summary>
    Task<OrderRow?> Project(Guid streamId, CancellationToken cancellationToken);
}
