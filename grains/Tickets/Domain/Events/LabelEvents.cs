namespace AfterSales.Tickets;

internal sealed record PrioritySet(TicketPriority Priority) : TicketEvent;

internal sealed record CategorySet(TicketCategory Category) : TicketEvent;

internal sealed record TagAdded(string Tag) : TicketEvent;

internal sealed record TagRemoved(string Tag) : TicketEvent;

internal sealed record DuplicateLinked(Guid Of) : TicketEvent;

/// <summary>A command that changed nothing; kept so that its retry gets the same answer.</summary>
internal sealed record Unchanged : TicketEvent;
