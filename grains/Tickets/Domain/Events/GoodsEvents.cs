using System.Text.Json.Serialization;

namespace AfterSales.Tickets;

internal sealed record ReturnShipped(string Carrier, string TrackingNumber) : TicketEvent;

internal sealed record ReturnArrived : TicketEvent;

/// <summary>What the warehouse found; <paramref name="AsPromised"/> when everything came back undamaged.</summary>
internal sealed record ReceiptConfirmed(ImmutableArray<ReceivedLine> Lines, bool AsPromised) : TicketEvent
{
    /// <summary>Nobody looked: the warehouse stayed silent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Silent { get; init; }
}

internal sealed record RepairStarted : TicketEvent;

/// <summary>The repaired goods leave for the customer; the report is personal text.</summary>
internal sealed record RepairFinished : TicketEvent;

internal sealed record ReplacementShipped(string Carrier, string TrackingNumber) : TicketEvent;

/// <summary>Rejected goods leave for the customer.</summary>
internal sealed record GoodsShippedBack(string Carrier, string TrackingNumber) : TicketEvent;

internal sealed record DeliveryReported(DateTimeOffset At) : TicketEvent;

/// <summary>The customer has the goods; by the system when he stayed silent.</summary>
internal sealed record DeliveryConfirmed : TicketEvent
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Silent { get; init; }
}
