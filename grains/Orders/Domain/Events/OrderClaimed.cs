using System.Text.Json.Serialization;
using AfterSales.Tickets;

namespace AfterSales.Orders.Domain;

/// <summary>A case holds pieces of the order; what it was answered, so that a retry is answered the same.</summary>
internal sealed record OrderClaimed : OrderEvent
{
    public required Guid TicketId { get; init; }

    /// <summary>The ticket's version when it claimed: 0 for an opening.</summary>
    public required int TicketVersion { get; init; }

    public required TicketKind Kind { get; init; }

    public required ImmutableArray<ClaimedPieces> Lines { get; init; }

    /// <summary>Freight that may still be refunded.</summary>
    public required long Freight { get; init; }

    /// <summary>The freight, and what the same case refunded of it before.</summary>
    public required long FreightWorth { get; init; }

    public required OrderProgress State { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoReasonReturn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WindowOverridden { get; init; }

    /// <summary>Version of the eligibility policy that decided.</summary>
    public required int PolicyVersion { get; init; }
}

/// <param name="LineId">The line.</param>
/// <param name="Quantity">Pieces held.</param>
/// <param name="Amount">What may still be refunded for them.</param>
/// <param name="Worth">Their full value: the amount and what the same case refunded for them before.</param>
internal sealed record ClaimedPieces(string LineId, int Quantity, long Amount, long Worth);
