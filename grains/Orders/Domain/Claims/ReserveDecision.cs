namespace AfterSales.Orders.Domain;

/// <summary>Whether pieces are held for a case.</summary>
/// <param name="Failure">Which guard forbids it; null when granted.</param>
/// <param name="Events">What to store; empty for a retry and for dialogue kinds.</param>
/// <param name="Claim">The answer when granted.</param>
/// <param name="Doubtful">When refused: claims in the way that nothing has confirmed for so long that their holder must be asked.</param>
internal sealed record ReserveDecision(Failure? Failure, ImmutableArray<OrderEvent> Events, Claim? Claim, ImmutableArray<OrderCase> Doubtful)
{
    public static ReserveDecision Grant(Claim claim, params ImmutableArray<OrderEvent> events) => new(null, events, claim, []);

    public static ReserveDecision Refuse(Failure failure, params ImmutableArray<OrderCase> doubtful) => new(failure, [], null, doubtful);
}
