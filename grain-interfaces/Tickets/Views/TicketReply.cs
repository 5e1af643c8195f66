namespace AfterSales.Tickets;

/// <summary>The answer to a mutating request. A replay is the first answer again, folded from the log up to its own row.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.TicketReply")]
public sealed record TicketReply([property: Id(0)] TicketView Ticket, [property: Id(1)] bool Replayed);
