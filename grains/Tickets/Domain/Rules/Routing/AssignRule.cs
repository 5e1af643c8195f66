using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>Gives the case to an agent, also while somebody outside is awaited. Whether he exists is asked by the front.</summary>
internal sealed class AssignRule() : TicketRule<Assign>("assign")
{
    protected override Failure? Check(TicketState state, Assign command, DecisionContext context) =>
        new FieldCheck().Id(command.AgentId, "/agentId").Failure ?? (context.AgentUnknown ? Failures.UnknownAgent(command.AgentId) : null);

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Assign command, DecisionContext context) =>
        state.Assignee == command.AgentId
            ? Events(new Unchanged())
            : Handover.ToAgent(state, command.AgentId, AssignmentMode.Manual, null, context);
}
