#if ORLEANS
using AfterSales.Tickets;

namespace AfterSales.LoadTests.Compare.Stock;

/// <summary>A case as a grain with stock storage keeps it: the whole state is written with every command.</summary>
[GenerateSerializer, Alias("aftersales.bench.StockCase")]
internal sealed class StockCase
{
    [Id(0)] public int Version { get; set; }

    [Id(1)] public TicketStep Step { get; set; }

    [Id(2)] public string Number { get; set; } = "";

    [Id(3)] public string CustomerId { get; set; } = "";

    [Id(4)] public string OrderId { get; set; } = "";

    [Id(5)] public string LineId { get; set; } = "";

    [Id(6)] public string? Subject { get; set; }

    [Id(7)] public string? Description { get; set; }

    [Id(8)] public long Approved { get; set; }

    [Id(9)] public long Refunded { get; set; }

    [Id(10)] public string? Carrier { get; set; }

    [Id(11)] public string? Tracking { get; set; }

    [Id(12)] public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Commands seen, so that a retry is answered as the first time.</summary>
    [Id(13)] public List<Guid> Seen { get; set; } = [];

    /// <summary>What happened, one line per command: the history that a service has to show.</summary>
    [Id(14)] public List<string> History { get; set; } = [];
}

[GenerateSerializer, Immutable, Alias("aftersales.bench.StockOpen")]
internal sealed record StockOpen(
    [property: Id(0)] Guid CommandId,
    [property: Id(1)] string Number,
    [property: Id(2)] string CustomerId,
    [property: Id(3)] string OrderId,
    [property: Id(4)] string LineId,
    [property: Id(5)] string Subject,
    [property: Id(6)] string Description);

/// <param name="CommandId">Identity of the request.</param>
/// <param name="Name">What happens.</param>
/// <param name="From">Steps it is possible in.</param>
/// <param name="To">Where it leads.</param>
/// <param name="Approved">Amount approved with it.</param>
/// <param name="Refunded">Amount paid with it.</param>
/// <param name="Tracking">Parcel sent with it.</param>
[GenerateSerializer, Immutable, Alias("aftersales.bench.StockAct")]
internal sealed record StockAct(
    [property: Id(0)] Guid CommandId,
    [property: Id(1)] string Name,
    [property: Id(2)] ImmutableArray<TicketStep> From,
    [property: Id(3)] TicketStep To,
    [property: Id(4)] long? Approved,
    [property: Id(5)] long? Refunded,
    [property: Id(6)] string? Tracking);

[GenerateSerializer, Immutable, Alias("aftersales.bench.StockAnswer")]
internal sealed record StockAnswer([property: Id(0)] TicketStep Step, [property: Id(1)] long Approved);
#endif
