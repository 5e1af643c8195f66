namespace AfterSales.Tickets;

/// <summary>
/// Offers another goods kind, a lower amount than what is asked for, or both. The amount is fixed now, so that taking the offer later
/// depends on nothing else; whoever offers money must be allowed to grant it.
/// </summary>
internal sealed class CounterOfferRule() : TicketRule<CounterOffer>("counter-offer")
{
    protected override Failure? Check(TicketState state, CounterOffer command, DecisionContext context)
    {
        var kind = command.Kind ?? state.Kind;
        var lowers = command.Amount is { } amount && TicketPaths.Refunds(kind) && amount.Amount < state.Asked;
        return new FieldCheck()
            .Text(command.Message, "/message")
            .That(TicketPaths.IsGoodsKind(kind), "/kind", "must be a kind about goods")
            .That(kind != state.Kind || command.Amount is not null, "/kind", "must be another kind, or come with a lower amount")
            .Failure
            ?? MoneyRules.Refuse(state, kind, command.Amount, state.Ceiling)
            ?? new FieldCheck().That(kind != state.Kind || lowers, "/amount", "must be lower than what is asked for").Failure
            ?? MoneyRules.RefuseAboveLimit(MoneyRules.OrAsked(state, kind, command.Amount), context);
    }

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, CounterOffer command, DecisionContext context)
    {
        var kind = command.Kind ?? state.Kind;
        return Events(new OfferMade(kind, MoneyRules.OrAsked(state, kind, command.Amount))
        {
            To = TicketStep.CounterOffered,
            Personal = PersonalTexts.Of(command.Message),
        });
    }
}
