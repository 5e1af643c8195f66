using AfterSales.Streams;

namespace AfterSales.Tickets;

internal sealed partial class TicketFold
{
    private static TicketState On(Opened e, in EventStamp stamp) => TicketState.None with
    {
        Id = e.Id,
        OpenedLater = stamp.Seq > 1 ? stamp.Seq : 0,
        Kind = e.Kind,
        CustomerId = e.CustomerId,
        OrderId = e.OrderId,
        Lines = e.Lines.OrEmpty(),
        Claim = Shared(e.Claim),
        Requested = Shared(e.Requested),
        Category = e.Category,
        Channel = e.Channel,
        Priority = e.Priority,
        PriorityRule = Shared(e.TriageRule),
        Tier = e.Tier is { } tier ? Shared(tier) : null,
        Language = e.Language is { } language ? Shared(language) : null,
        RecentTickets = e.RecentTickets,
        OrderProgress = e.OrderProgress,
        CreatedAt = stamp.At,
        Promised = e.Promised,
        Subject = e.Personal?.Subject,
        Description = e.Personal?.Description,
    };

    private static TicketState On(TicketState state, AutoApproved e) => Approve(state, e.Amount, e.ReturnAddress) with
    {
        Decision = new TicketDecision(Automatic: true, Shared(e.Rule), e.PolicyVersion),
    };

    private static TicketState On(TicketState state, Approved e) => Approve(state, e.Amount, e.ReturnAddress) with
    {
        Decision = new TicketDecision(Automatic: e.By == Roles.System, Shared(e.Rule), e.PolicyVersion),
    };

    private static TicketState On(TicketState state, Rejected e) => state with
    {
        Decision = new TicketDecision(Automatic: false, Shared(e.Rule), null),
        RejectedForAbuse = e.Abuse,
        Approved = state.Refunded,
        Offer = null,
    };

    private static TicketState On(TicketState state, OfferMade e, DateTimeOffset at) => state with
    {
        Offer = new TicketOffer(e.Kind, e.Amount, at),
    };

    private static TicketState On(TicketState state, OfferAccepted e) => Approve(state, e.Amount, e.ReturnAddress) with
    {
        Kind = e.Kind,
        Decision = new TicketDecision(Automatic: false, DecisionRules.OfferAccepted, null),
    };

    private static TicketState On(TicketState state, DisputeDecided e)
    {
        var decision = new TicketDecision(Automatic: false, DecisionRules.Arbitration, null);
        return e.Outcome == DisputeOutcome.Customer
            ? Approve(state, e.Amount, e.ReturnAddress) with { Decision = decision, RejectedForAbuse = false }
            : state with { Decision = decision, ClosedHow = ClosedHow.DisputeLost };
    }

    private static TicketState Approve(TicketState state, Money? amount, string? returnAddress) => state with
    {
        Approved = Shared(amount) is { } granted ? granted with { Amount = state.RefundedAmount + granted.Amount } : state.Refunded,
        ReturnAddress = returnAddress is null ? state.ReturnAddress : Shared(returnAddress),
        Offer = null,
    };
}
