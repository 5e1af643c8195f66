namespace AfterSales.Tickets;

/// <summary>The customer has handed the goods to a carrier.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ShipReturn")]
public sealed record ShipReturn(
    [property: Id(0)] string Carrier,
    [property: Id(1)] string TrackingNumber) : TicketCommand;

/// <summary>The return has arrived at the warehouse.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ReportArrival")]
public sealed record ReportArrival : TicketCommand;

/// <summary>What the warehouse found, for every line of the case.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ConfirmReceipt")]
public sealed record ConfirmReceipt([property: Id(0)] ImmutableArray<ReceivedLine> Lines) : TicketCommand;

/// <summary>The workshop begins.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.StartRepair")]
public sealed record StartRepair : TicketCommand;

/// <summary>The workshop is done; the goods go back to the customer.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.FinishRepair")]
public sealed record FinishRepair([property: Id(0)] string Report) : TicketCommand;

/// <summary>The replacement is on its way.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ShipReplacement")]
public sealed record ShipReplacement(
    [property: Id(0)] string Carrier,
    [property: Id(1)] string TrackingNumber) : TicketCommand;

/// <summary>The rejected goods go back to the customer.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ShipBack")]
public sealed record ShipBack(
    [property: Id(0)] string Carrier,
    [property: Id(1)] string TrackingNumber) : TicketCommand;

/// <summary>The carrier delivered; without a time, now.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ReportDelivery")]
public sealed record ReportDelivery([property: Id(0)] DateTimeOffset? At = null) : TicketCommand;

/// <summary>The customer has the goods.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ConfirmDelivery")]
public sealed record ConfirmDelivery : TicketCommand;

/// <summary>What the payment system paid; idempotent by payment reference.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.RefundIssued")]
public sealed record RefundIssued(
    [property: Id(0)] Money Amount,
    [property: Id(1)] string PaymentReference) : TicketCommand;

/// <summary>The payment system could not pay; the case stays and is escalated.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.RefundFailed")]
public sealed record RefundFailed([property: Id(0)] string Reason) : TicketCommand;
