namespace AfterSales.Tickets;

/// <summary>A reference to a photo, video or document kept elsewhere. Type e.g. <c>photo</c>; ref at most 500 characters.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Evidence")]
public sealed record Evidence([property: Id(0)] string Type, [property: Id(1)] string Ref);

/// <summary>A line of the order and how many pieces of it the case is about.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.LineQuantity")]
public sealed record LineQuantity([property: Id(0)] string LineId, [property: Id(1)] int Quantity);

/// <summary>What the warehouse found, per line, in pieces; received counts all that arrived, damaged and resellable are parts of it.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.ReceivedLine")]
public sealed record ReceivedLine(
    [property: Id(0)] string LineId,
    [property: Id(1)] int Received,
    [property: Id(2)] int Damaged,
    [property: Id(3)] int Resellable);

/// <summary>A lead's decision to accept a case outside its window, with its reason.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.WindowOverride")]
public sealed record WindowOverride([property: Id(0)] string Reason);
