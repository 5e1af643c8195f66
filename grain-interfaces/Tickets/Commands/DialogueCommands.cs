namespace AfterSales.Tickets;

/// <summary>A public answer to the customer.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Reply")]
public sealed record Reply([property: Id(0)] string Text) : TicketCommand;

/// <summary>An internal note; never shown to the customer.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Note")]
public sealed record Note([property: Id(0)] string Text) : TicketCommand;

/// <summary>A message of the customer; in AwaitingCustomer the case returns to the step it came from.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.CustomerMessage")]
public sealed record CustomerMessage(
    [property: Id(0)] string Text,
    [property: Id(1)] Channel? Channel = null) : TicketCommand;

/// <summary>The agent considers the matter settled.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Resolve")]
public sealed record Resolve([property: Id(0)] string Summary) : TicketCommand;

/// <summary>The customer agrees.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ConfirmResolution")]
public sealed record ConfirmResolution : TicketCommand;

/// <summary>Satisfaction, 1 to 5, once.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Rate")]
public sealed record Rate(
    [property: Id(0)] int Score,
    [property: Id(1)] string? Comment = null) : TicketCommand;
