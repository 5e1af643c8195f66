using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>The caller takes the case; the graph allows it when nobody else holds it.</summary>
internal sealed class ClaimCaseRule() : TicketRule<ClaimCase>("claim")
{
    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, ClaimCase command, DecisionContext context) =>
        state.Assignee == context.Caller.Subject
            ? Events(new Unchanged())
            : Handover.ToAgent(state, context.Caller.Subject, AssignmentMode.Claim, null, context);
}
