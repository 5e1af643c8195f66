namespace AfterSales.Tickets;

/// <summary>One page of the history, oldest first, as this caller may see it.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.TimelinePage")]
public sealed record TimelinePage([property: Id(0)] ImmutableArray<TimelineEntry> Items, [property: Id(1)] string? NextCursor);

/// <param name="Version">Version of the ticket after this entry; entries of one command share it.</param>
/// <param name="Type">Stable event name, e.g. <c>approved</c>.</param>
/// <param name="By">Who did it; for customers the role only.</param>
/// <param name="Internal">True for what customers never see (they do not get such entries).</param>
/// <param name="Text">Free text of the event; null where there is none or it was erased.</param>
/// <param name="Details">Further facts of the event as name and value.</param>
[GenerateSerializer, Immutable, Alias("aftersales.TimelineEntry")]
public sealed record TimelineEntry(
    [property: Id(0)] int Version,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Type,
    [property: Id(3)] string By,
    [property: Id(4)] TicketStep? Step,
    [property: Id(5)] bool Internal,
    [property: Id(6)] string? Text,
    [property: Id(7)] ImmutableDictionary<string, string> Details);
