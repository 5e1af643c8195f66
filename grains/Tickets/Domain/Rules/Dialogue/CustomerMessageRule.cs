namespace AfterSales.Tickets;

/// <summary>The customer writes, in any step; whoever waits for him waits no longer.</summary>
internal sealed class CustomerMessageRule() : TicketRule<CustomerMessage>("customer-message")
{
    protected override Failure? Check(TicketState state, CustomerMessage command, DecisionContext context) =>
        new FieldCheck().Text(command.Text, "/text").Failure;

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, CustomerMessage command, DecisionContext context) =>
        Events(new CustomerWrote(command.Channel)
        {
            To = state.Step == TicketStep.AwaitingCustomer ? state.Origin : null,
            Personal = PersonalTexts.Of(command.Text),
        });
}
