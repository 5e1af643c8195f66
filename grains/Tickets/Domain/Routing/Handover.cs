using AfterSales.Routing;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>The events by which a case gets into a queue or to an agent. Pure.</summary>
internal static class Handover
{
    /// <summary>Into the queue that the rules name.</summary>
    public static Queued ByRules(TicketState state, string department, DateTimeOffset since, DecisionContext context)
    {
        var choice = QueueChoice.Of(state, department, context.Policies.Routing, context.Queues);
        return Wait(choice.Queue, choice.Rule, state, department, since, context) with
        {
            PolicyVersion = choice.PolicyVersion,
            Skills = choice.Skills.IsEmpty ? default : choice.Skills,
        };
    }

    /// <summary>Into a queue that was named, or, when it is gone, the one that the rules name.</summary>
    public static Queued Into(string queue, string how, TicketState state, string department, DateTimeOffset since, DecisionContext context) =>
        context.Queues.Has(queue) ? Wait(queue, how, state, department, since, context) : ByRules(state, department, since, context);

    /// <summary>From one queue into another that was named: what the case needs does not change with the queue it waits in, nor does its age.</summary>
    public static Queued Elsewhere(string queue, string how, TicketState state, TicketWait waits, DecisionContext context) =>
        Into(queue, how, state, waits.Department, waits.Since, context) with { Skills = waits.Skills.IsEmpty ? default : waits.Skills };

    /// <summary>Back to the queue it was taken from, with its age; nowhere when nobody of ours has to act.</summary>
    public static ImmutableArray<TicketEvent> GiveBack(
        TicketState state, TicketAssignment held, AssignmentEnd how, string rule, PersonalText? reason, DecisionContext context)
    {
        var ended = new AssignmentEnded(held.Id, how) { By = Roles.System, Personal = reason };
        return StepDepartments.Of(state) is not { } department
            ? [ended]
            : [ended, WithSkills(Into(held.Queue, rule, state, department, held.Since, context), state, context)];
    }

    /// <summary>To an agent by a person's decision, whatever his capacity; whoever had it loses it.</summary>
    public static ImmutableArray<TicketEvent> ToAgent(TicketState state, string agent, AssignmentMode mode, PersonalText? reason, DecisionContext context)
    {
        var events = ImmutableArray.CreateBuilder<TicketEvent>(3);
        if (state.Assignment is { } held)
        {
            events.Add(new AssignmentEnded(held.Id, mode == AssignmentMode.Transfer ? AssignmentEnd.Transferred : AssignmentEnd.Replaced));
        }

        events.Add(Given(state, agent, mode, RuleOf(mode), context) with { Personal = reason });
        if (StepDepartments.Of(state) is null)
        {
            events.Add(new WorkPaused());
        }

        return events.DrainToImmutable();
    }

    public static Assigned Given(TicketState state, string agent, AssignmentMode mode, string rule, DecisionContext context)
    {
        var department = StepDepartments.Behind(state);
        var queue = state.Waiting?.Queue ?? state.Assignment?.Queue ?? QueueChoice.Of(state, department, context.Policies.Routing, context.Queues).Queue;
        var since = state.Waiting?.Since ?? state.Assignment?.Since ?? context.Now;
        return new Assigned(
            AssignmentIds.Of(state), agent, queue, department, WorkCost.Units(state, context.Policies.Routing.Policy), mode, since,
            new AssignmentReason(rule, Target: 0, Candidates: 1, []));
    }

    private static Queued Wait(string queue, string how, TicketState state, string department, DateTimeOffset since, DecisionContext context)
    {
        var policy = context.Policies.Routing.Policy;
        return new Queued(queue, how, null, department, WorkCost.Units(state, policy), WorkCost.Due(state, policy), since)
        {
            By = Roles.System,
            FromQueue = state.Waiting is { } waits && waits.Queue != queue ? waits.Queue : null,
        };
    }

    private static string RuleOf(AssignmentMode mode) => mode switch
    {
        AssignmentMode.Claim => RoutingReasons.Claim,
        AssignmentMode.Transfer => RoutingReasons.Transfer,
        _ => RoutingReasons.Manual,
    };

    /// <summary>What the rules ask for in this queue is asked for again when the case comes back to it.</summary>
    private static Queued WithSkills(Queued queued, TicketState state, DecisionContext context)
    {
        var choice = QueueChoice.Of(state, queued.Department, context.Policies.Routing, context.Queues);
        return choice.Queue == queued.Queue && !choice.Skills.IsEmpty ? queued with { Skills = choice.Skills } : queued;
    }
}
