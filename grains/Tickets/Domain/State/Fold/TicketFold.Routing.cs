using AfterSales.Routing;
using AfterSales.Streams;

namespace AfterSales.Tickets;

internal sealed partial class TicketFold
{
    private static TicketState Route(TicketState state, TicketEvent stored, in EventStamp stamp) => stored switch
    {
        Queued e => On(state, e, stamp),
        WaitRevised e when state.Waiting is { } waits => state with
        {
            Waiting = waits with { Rule = Shared(e.Rule), PolicyVersion = e.PolicyVersion, Due = e.Due, Skills = Shared(e.Skills) },
        },
        LeftQueue => state with { Waiting = null, Left = LeaveQueue(state, stamp.Seq) },
        Assigned e => On(state, e, stamp),
        WorkPaused when state.Assignment is { } held => state with { Assignment = held with { Active = false } },
        WorkResumed when state.Assignment is { } held => state with { Assignment = held with { Active = true, ActiveSince = stamp.At } },
        AssignmentEnded => state with { Assignment = null, Left = LeaveAgent(state, stamp.Seq) },
        AssignmentVoided when state.Waiting is { } waits => state with { Waiting = waits with { Round = stamp.Seq } },
        WaitRevised or WorkPaused or WorkResumed or AssignmentVoided => state,
        _ => throw new InvalidDataException($"A case cannot route {stored.GetType().Name}."),
    };

    private static TicketState On(TicketState state, Queued e, in EventStamp stamp)
    {
        var queue = Shared(e.Queue);
        return state with
        {
            Waiting = new TicketWait(
                queue, stamp.Seq, Shared(e.Rule), e.PolicyVersion, Shared(e.Department), e.Since, stamp.At, e.Due, e.Units, Shared(e.Skills)),
            Assignment = null,
            Left = LeaveQueue(state, stamp.Seq).Back(queue, null),
        };
    }

    private static TicketState On(TicketState state, Assigned e, in EventStamp stamp)
    {
        var agent = Shared(e.Agent);
        var department = Shared(e.Department);
        var isAgent = department == Departments.Service || (stamp.Actor == e.Agent && (e.By & (Roles.Agent | Roles.Lead)) != 0);
        return state with
        {
            Assignment = new TicketAssignment(
                e.AssignmentId, agent, Shared(e.Queue), department, e.Units, Active: true, Acted: e.Reason.Rule == RoutingReasons.Acted, e.Mode, stamp.At,
                e.Since, ActiveSince: stamp.At, Shared(e.Reason)),
            Waiting = null,
            Left = LeaveQueue(state, stamp.Seq).Back(null, agent),
            Owner = state.Owner ?? (isAgent ? agent : null),
        };
    }

    private static ImmutableArray<LeftPlace> LeaveQueue(TicketState state, int seq) =>
        state.Waiting is { } waits ? state.Left.Leave(waits.Queue, null, seq) : state.Left;

    private static ImmutableArray<LeftPlace> LeaveAgent(TicketState state, int seq) =>
        state.Assignment is { } held ? state.Left.Leave(null, held.Agent, seq) : state.Left;

    private static ImmutableArray<SkillLevel> Shared(ImmutableArray<SkillLevel> skills) =>
        skills.IsDefaultOrEmpty ? [] : [.. skills.Select(asked => asked with { Skill = Shared(asked.Skill) })];

    private static AssignmentReason Shared(AssignmentReason reason) => reason with
    {
        Rule = Shared(reason.Rule),
        Considered = reason.Considered.IsDefaultOrEmpty ? [] : [.. reason.Considered.Select(load => load with { Agent = Shared(load.Agent) })],
    };
}
