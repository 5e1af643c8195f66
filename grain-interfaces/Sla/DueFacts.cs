namespace AfterSales.Sla;

/// <summary>When a case wants to be woken next: what the wheel is told of it. Idempotent by <paramref name="Version"/>; the newer version wins.</summary>
/// <param name="TicketId">The case.</param>
/// <param name="Version">Version of the case these facts are of.</param>
/// <param name="Due">The earliest of its warnings, breaches and deadlines; null when nothing runs.</param>
[GenerateSerializer, Immutable, Alias("aftersales.DueFacts")]
public readonly record struct DueFacts([property: Id(0)] Guid TicketId, [property: Id(1)] int Version, [property: Id(2)] DateTimeOffset? Due);
