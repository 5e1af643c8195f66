namespace AfterSales.Sla.Domain;

/// <summary>A case that is being woken.</summary>
/// <param name="TicketId">The case.</param>
/// <param name="Version">Of it that was known when it was begun.</param>
/// <param name="Due">When it wanted to be woken.</param>
/// <param name="Failures">Attempts in a row that led nowhere.</param>
internal readonly record struct DueEntry(Guid TicketId, int Version, DateTimeOffset Due, int Failures);
