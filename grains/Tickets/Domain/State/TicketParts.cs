namespace AfterSales.Tickets;

internal readonly record struct PassedStep(TicketStep Step, DateTimeOffset At);

internal sealed record TicketDecision(bool Automatic, string Rule, int? PolicyVersion);

internal sealed record TicketOffer(TicketKind Kind, Money? Amount, DateTimeOffset MadeAt);

internal sealed record TicketParcel(string Carrier, string TrackingNumber, DateTimeOffset ShippedAt, DateTimeOffset? DeliveredAt = null);

internal sealed record TicketReceipt(ImmutableArray<ReceivedLine> Lines, bool AsPromised, DateTimeOffset At);

internal sealed record Payment(string Reference, Money Amount);

/// <summary>Who spoke last.</summary>
internal enum MessageSide { Customer, Shop }

/// <summary>How a case ended. Stored by name.</summary>
internal enum ClosedHow { Refunded, DeliveryConfirmed, ResolutionConfirmed, GoodsReturned, Cancelled, DisputeLost, Silence }
