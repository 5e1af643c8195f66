namespace AfterSales.Orders.Domain;

/// <summary>One ticket's dealings with the order.</summary>
internal sealed record OrderCase
{
    /// <summary>The newest claim, kept after it ended: a late retry of it is answered the same.</summary>
    public required OrderClaimed Claim { get; init; }

    /// <summary>Business time of the claim.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>The claim holds its pieces; otherwise the case uses only what it refunded.</summary>
    public required bool Open { get; init; }

    /// <summary>An earlier claim of this case ended by facts: the case exists, whatever becomes of the newest claim.</summary>
    public bool Stood { get; init; }

    /// <summary>Newest version of the ticket that changed anything here.</summary>
    public int Observed { get; init; }

    /// <summary>What the ticket reports as refunded in all.</summary>
    public long Reported { get; init; }

    /// <summary>The report spread over the pieces; empty while nothing is refunded.</summary>
    public ImmutableArray<RefundedPieces> Refunds { get; init; } = [];

    public long FreightRefunded { get; init; }

    /// <summary>Freight of the case in full, like the worth of its pieces.</summary>
    public long FreightWorth => Math.Max(Claim.FreightWorth, FreightRefunded);

    /// <summary>Facts after the claim prove that its command was stored.</summary>
    public bool ConfirmedByFacts => Observed > Claim.TicketVersion;

    public bool Touches(string lineId) => Claim.Lines.Any(line => line.LineId == lineId) || Refunds.Any(refund => refund.LineId == lineId);

    public long RefundedOn(string lineId) => Refunds.FirstOrDefault(refund => refund.LineId == lineId)?.Amount ?? 0;

    /// <summary>
    /// Pieces the case keeps from others: those it holds and those it refunded, each once. A refund, however small, uses all pieces of its case;
    /// a settled case without a refund uses none.
    /// </summary>
    public IEnumerable<UsedPieces> Used()
    {
        var refunded = Refunds.Select(refund => new UsedPieces(refund.LineId, refund.Quantity, refund.Worth));
        if (!Open)
        {
            return refunded;
        }

        // A reopened case may hold pieces that it has refunded in part: the larger of both counts.
        return Claim.Lines.Select(line => new UsedPieces(line.LineId, line.Quantity, line.Worth))
            .Concat(refunded)
            .GroupBy(pieces => pieces.LineId, (lineId, both) => both.Aggregate((a, b) => new UsedPieces(lineId, Math.Max(a.Quantity, b.Quantity), Math.Max(a.Worth, b.Worth))));
    }
}

/// <param name="LineId">The line.</param>
/// <param name="Quantity">Pieces nobody else may claim.</param>
/// <param name="Worth">Their full value.</param>
internal readonly record struct UsedPieces(string LineId, int Quantity, long Worth);
