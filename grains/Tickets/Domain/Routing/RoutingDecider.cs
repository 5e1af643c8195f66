using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>What queues and agents ask of a case (architecture.md section 4). No events: nothing changes, and the state tells why. Pure.</summary>
internal static class RoutingDecider
{
    /// <summary>Only in the round it was decided in: any other has ended or was fenced, so that a refusal is final.</summary>
    public static ImmutableArray<TicketEvent> Assign(TicketState state, AssignmentRequest request) =>
        state.Waiting is { } waits && waits.Round == request.Round
            ?
            [
                new Assigned(
                    request.AssignmentId, request.Agent, waits.Queue, waits.Department, request.Units, request.Mode, waits.Since,
                    request.Reason with { Considered = request.Reason.Considered.OrEmpty() })
                {
                    By = Roles.System,
                },
            ]
            : [];

    /// <summary>Fences the round while it lasts; afterwards nothing of that round can be assigned any more.</summary>
    public static ImmutableArray<TicketEvent> Void(TicketState state, Guid assignmentId, int round) =>
        state.Waiting is { } waits && waits.Round == round ? [new AssignmentVoided(assignmentId) { By = Roles.System }] : [];

    public static ImmutableArray<TicketEvent> Reroute(TicketState state, int round, string? toQueue, RerouteReason reason, DecisionContext context)
    {
        if (TicketRouting.IsUnrouted(state))
        {
            return round == 0 ? [Handover.ByRules(state, StepDepartments.Behind(state), state.StepSince, context)] : [];
        }

        if (state.Waiting is not { } waits || waits.Round != round)
        {
            return [];
        }

        var queued = toQueue is null
            ? Handover.ByRules(state, waits.Department, waits.Since, context)
            : Handover.Elsewhere(toQueue, RoutingReasons.Of(reason), state, waits, context);
        return queued.Queue == waits.Queue ? [] : [queued];
    }

    /// <summary>Work that rests while somebody outside is awaited costs nothing: it stays with an agent who comes back.</summary>
    public static ImmutableArray<TicketEvent> Return(TicketState state, Guid assignmentId, ReturnReason reason, DecisionContext context)
    {
        if (state.Assignment is not { } held
            || held.Id != assignmentId
            || (!held.Active && reason != ReturnReason.AgentRemoved)
            || (reason == ReturnReason.NoFirstAction && !IsIgnored(held, context)))
        {
            return [];
        }

        return Handover.GiveBack(state, held, RoutingReasons.EndOf(reason), RoutingReasons.Of(reason), null, context);
    }

    /// <summary>The agent may not know that his time began anew.</summary>
    private static bool IsIgnored(TicketAssignment held, DecisionContext context) =>
        !held.Acted
        && context.Policies.Routing.Policy.FirstActionTimeoutSeconds is > 0 and var seconds
        && held.ActiveSince.AddSeconds(seconds) <= context.Now;
}
