namespace AfterSales.Tickets;

/// <summary>The caller takes the case himself, also beyond his capacity. A case that somebody else holds is refused with his id.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ClaimCase")]
public sealed record ClaimCase : TicketCommand;

/// <summary>Gives the case to an agent, also beyond his capacity.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Assign")]
public sealed record Assign([property: Id(0)] string AgentId) : TicketCommand;

/// <summary>Hands the case over to another queue or agent (exactly one of them), keeping its age.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Transfer")]
public sealed record Transfer(
    [property: Id(0)] string? QueueId = null,
    [property: Id(1)] string? AgentId = null,
    [property: Id(2)] string Reason = "") : TicketCommand;

/// <summary>The assignee gives the case back to its queue, keeping its age.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Release")]
public sealed record Release([property: Id(0)] string Reason) : TicketCommand;
