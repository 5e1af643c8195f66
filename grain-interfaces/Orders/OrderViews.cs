namespace AfterSales.Orders;

/// <summary>The order's facts and what its cases did to it.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.OrderView")]
public sealed record OrderView(
    [property: Id(0)] string OrderId,
    [property: Id(1)] OrderFacts Facts,
    [property: Id(2)] ImmutableArray<OrderLineState> Lines,
    [property: Id(3)] Money Refunded);

/// <param name="LineId">The line.</param>
/// <param name="ClaimedQuantity">Pieces that open cases hold.</param>
/// <param name="RefundedQuantity">Pieces refunded.</param>
/// <param name="Refunded">Money refunded.</param>
/// <param name="OpenTicket">The open case on this line.</param>
/// <param name="Tickets">All cases there ever were on this line (at most 5).</param>
[GenerateSerializer, Immutable, Alias("aftersales.OrderLineState")]
public sealed record OrderLineState(
    [property: Id(0)] string LineId,
    [property: Id(1)] int ClaimedQuantity,
    [property: Id(2)] int RefundedQuantity,
    [property: Id(3)] Money Refunded,
    [property: Id(4)] Guid? OpenTicket,
    [property: Id(5)] int Tickets);

/// <summary>Whether an import stored something new (201), or the stored facts were answered (200).</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ImportReply")]
public sealed record ImportReply([property: Id(0)] OrderView Order, [property: Id(1)] bool Created, [property: Id(2)] bool Changed);
