using System.Text.Json.Serialization;

namespace AfterSales.Tickets;

/// <summary>Money of a case, always in the currency of its claim. Invariant: refunded &lt;= approved &lt;= claim.</summary>
internal sealed partial record TicketState
{
    /// <summary>The most that may ever be refunded; null for cases without a claim.</summary>
    public Money? Claim { get; init; }

    public Money? Requested { get; init; }

    /// <summary>Refunded so far plus what may still be refunded; null while no refund is approved.</summary>
    public Money? Approved { get; init; }

    public Money? Refunded { get; init; }

    public ImmutableArray<Payment> Payments { get; init; } = [];

    [JsonIgnore]
    public long RefundedAmount => Refunded?.Amount ?? 0;

    /// <summary>Approved and not refunded yet.</summary>
    [JsonIgnore]
    public long Outstanding => (Approved?.Amount ?? RefundedAmount) - RefundedAmount;

    /// <summary>What a decision may at most add: an approval that stands may only be lowered.</summary>
    [JsonIgnore]
    public long Ceiling => Outstanding > 0 ? Outstanding : (Claim?.Amount ?? 0) - RefundedAmount;

    /// <summary>What the customer asks for and has not got yet.</summary>
    [JsonIgnore]
    public long Asked
    {
        get
        {
            var open = Requested is { } requested && requested.Amount > RefundedAmount ? requested.Amount - RefundedAmount : Ceiling;
            return Math.Min(open, Ceiling);
        }
    }
}
