using AfterSales.Tickets;

namespace AfterSales.LoadTests.Reference.Store;

/// <summary>A row of <c>ticket</c>.</summary>
internal sealed record TicketRecord
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required TicketKind Kind { get; init; }

    public required TicketStep Step { get; init; }

    public required TicketPriority Priority { get; init; }

    public required TicketCategory Category { get; init; }

    public required bool Escalated { get; init; }

    public required string Number { get; init; }

    public required string CustomerId { get; init; }

    public required string? OrderId { get; init; }

    /// <summary>JSON array of lineId, sku, title, quantity, amount.</summary>
    public required byte[] Lines { get; init; }

    public required string? Currency { get; init; }

    public required long? Requested { get; init; }

    public required long? Approved { get; init; }

    public required long? Refunded { get; init; }

    public required string? Queue { get; init; }

    public required string? Assignee { get; init; }

    public required string? Owner { get; init; }

    public required string? Subject { get; init; }

    public required string? Description { get; init; }

    public required string[] Tags { get; init; }

    public required string? Carrier { get; init; }

    public required string[] Tracking { get; init; }

    public required DateTimeOffset? ShippedAt { get; init; }
}

/// <param name="Ticket">As it was right after the command.</param>
/// <param name="Replayed">The key was seen before; this is its first answer.</param>
internal sealed record ReferenceAnswer(TicketRecord Ticket, bool Replayed);

/// <summary>An expected refusal with its stable code; nothing was changed.</summary>
internal sealed class ReferenceRefusedException(string code) : Exception(code)
{
    public string Code => Message;
}
