using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>Hands the case over, with its age. Only a case on which somebody of ours has to act can wait in a queue.</summary>
internal sealed class TransferRule() : TicketRule<Transfer>("transfer")
{
    protected override Failure? Check(TicketState state, Transfer command, DecisionContext context)
    {
        var check = new FieldCheck()
            .That(command.QueueId is null != command.AgentId is null, "", "must name a queue or an agent, and not both")
            .Text(command.Reason, "/reason");
        if (command.QueueId is not null)
        {
            check.Id(command.QueueId, "/queueId");
        }

        if (command.AgentId is not null)
        {
            check.Id(command.AgentId, "/agentId");
        }

        return check.Failure
            ?? (command.QueueId is { } queue ? Refuse(state, queue, context)
                : context.AgentUnknown ? Failures.UnknownAgent(command.AgentId!)
                : null);
    }

    protected override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, Transfer command, DecisionContext context)
    {
        var reason = PersonalTexts.Of(command.Reason);
        if (command.AgentId is { } agent)
        {
            return state.Assignee == agent ? Events(new Unchanged()) : Handover.ToAgent(state, agent, AssignmentMode.Transfer, reason, context);
        }

        var queue = command.QueueId!;
        if (state.Waiting?.Queue == queue)
        {
            return Events(new Unchanged());
        }

        var since = state.Waiting?.Since ?? state.Assignment?.Since ?? state.StepSince;
        var queued = Handover.Into(queue, RoutingReasons.Transfer, state, StepDepartments.Behind(state), since, context) with { Personal = reason };
        return state.Assignment is { } held ? Events(new AssignmentEnded(held.Id, AssignmentEnd.Transferred), queued) : Events(queued);
    }

    private Failure? Refuse(TicketState state, string queue, DecisionContext context)
    {
        if (!context.Queues.Has(queue))
        {
            return Failures.UnknownQueue("/queueId");
        }

        return StepDepartments.Of(state) is null ? Failures.NotPossible(state, Action, context) : null;
    }
}
