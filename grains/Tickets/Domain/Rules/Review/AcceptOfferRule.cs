namespace AfterSales.Tickets;

/// <summary>From here on the case is of the offered kind and goes on along its path; goods that are here need not be sent again.</summary>
internal sealed class AcceptOfferRule() : TicketRule<AcceptOffer>("accept-offer")
{
    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, AcceptOffer command, DecisionContext context)
    {
        var offer = state.Offer ?? throw new InvalidOperationException("A case in CounterOffered has no offer.");
        var next = TicketPaths.AfterApproval(offer.Kind, state.GoodsHere);
        return Events(new OfferAccepted(offer.Kind, offer.Amount) { To = next, ReturnAddress = MoneyRules.ReturnAddress(next, context) });
    }
}
