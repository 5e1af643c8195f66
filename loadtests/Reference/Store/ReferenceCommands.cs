using AfterSales.Tickets;

namespace AfterSales.LoadTests.Reference.Store;

/// <summary>Who sends a command and under which key: hashes, as they are stored.</summary>
/// <param name="Scope">Of issuer, subject, ticket and idempotency key.</param>
/// <param name="Body">Of the request's body.</param>
/// <param name="Actor">Subject of the caller.</param>
internal readonly record struct ReferenceCaller(Guid Scope, Guid Body, string Actor);

/// <summary>What opening a case needs.</summary>
internal sealed record ReferenceOpen(Guid Id, string Number, OpenTicket Command, string CustomerId, TicketPriority Priority)
{
    /// <summary>JSON of the event kept in the history.</summary>
    public required byte[] Facts { get; init; }

    /// <summary>Hashes of the subject's words.</summary>
    public required int[] Tokens { get; init; }
}

/// <summary>What an action changes, as its rule says.</summary>
internal sealed record ReferenceAct(Guid Id, string Type, short[] From, short? To)
{
    /// <summary>Set when a customer calls: the case must be his.</summary>
    public string? OnlyOf { get; init; }

    public int? IfMatch { get; init; }

    public bool Settles { get; init; }

    public long? Approved { get; init; }

    public long? Refunded { get; init; }

    public string? PaymentReference { get; init; }

    public string? Carrier { get; init; }

    public string? Tracking { get; init; }

    /// <summary>JSON array of what the warehouse found per line.</summary>
    public byte[]? Received { get; init; }

    public required byte[] Facts { get; init; }

    public string? Text { get; init; }
}
