namespace AfterSales.Tickets;

/// <summary>The offer is gone; the case is again where it was made.</summary>
internal sealed class DeclineOfferRule() : TicketRule<DeclineOffer>("decline-offer")
{
    protected override Failure? Check(TicketState state, DeclineOffer command, DecisionContext context) =>
        new FieldCheck().OptionalText(command.Reason, "/reason").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, DeclineOffer command, DecisionContext context) =>
        Events(new OfferDeclined { To = state.Origin, Personal = PersonalTexts.Of(command.Reason) });
}
