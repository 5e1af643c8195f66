namespace AfterSales.Tickets;

/// <summary>Sets the priority by hand.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.SetPriority")]
public sealed record SetPriority(
    [property: Id(0)] TicketPriority Priority,
    [property: Id(1)] string Reason) : TicketCommand;

/// <summary>Sets the category by hand.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.SetCategory")]
public sealed record SetCategory([property: Id(0)] TicketCategory Category) : TicketCommand;

/// <summary>Adds a tag, 1-40 characters; at most 20 a case.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.AddTag")]
public sealed record AddTag([property: Id(0)] string Tag) : TicketCommand;

/// <summary>Removes a tag.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.RemoveTag")]
public sealed record RemoveTag([property: Id(0)] string Tag) : TicketCommand;

/// <summary>Says that this case repeats another one.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.LinkDuplicate")]
public sealed record LinkDuplicate([property: Id(0)] Guid Of) : TicketCommand;
