namespace AfterSales.Tickets;

/// <summary>Asks the customer; the case waits for him and remembers where it was.</summary>
internal sealed class RequestInfoRule() : TicketRule<RequestInfo>("request-info")
{
    protected override Failure? Check(TicketState state, RequestInfo command, DecisionContext context) =>
        new FieldCheck().Text(command.Questions, "/questions").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, RequestInfo command, DecisionContext context) =>
        Events(new InfoRequested { To = TicketStep.AwaitingCustomer, Personal = PersonalTexts.Of(command.Questions) });
}
