using AfterSales.Tickets;

namespace AfterSales.Orders.Domain;

/// <summary>When a claim's holder must be asked whether its command was ever stored.</summary>
internal static class Doubt
{
    /// <summary>Longer than any command may take; a younger claim is taken as under way (architecture.md section 4).</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    public static bool IsDoubtful(this OrderCase known, DateTimeOffset now) => known.Open && !known.ConfirmedByFacts && now - known.ClaimedAt >= Age;

    /// <summary>Nothing when the claim is no longer the one that was asked about.</summary>
    public static ImmutableArray<OrderEvent> Release(OrderState state, Guid ticketId, int ticketVersion) =>
        state.Cases.TryGetValue(ticketId, out var known) && known.Open && known.Claim.TicketVersion == ticketVersion
            ? [new ClaimReleased(ticketId, ticketVersion)]
            : [];
}

internal static class TicketKinds
{
    extension(TicketKind kind)
    {
        /// <summary>Kinds that hold pieces of an order; the others are dialogues (domain.md section 1).</summary>
        public bool IsGoods() => kind is not (TicketKind.Complaint or TicketKind.Consultation);
    }
}
