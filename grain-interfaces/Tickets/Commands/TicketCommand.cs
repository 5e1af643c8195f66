namespace AfterSales.Tickets;

/// <summary>A command on an existing case (domain.md section 2). The action's name in the API is in <see cref="TicketActions"/>.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.TicketCommand")]
public abstract record TicketCommand;
