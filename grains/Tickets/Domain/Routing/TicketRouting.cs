using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>A case as queues and agents are told of it. Pure.</summary>
internal static class TicketRouting
{
    public static RoutingFacts Facts(Guid id, TicketState state, int version) => new(
        id,
        version,
        state.Waiting is { } waits
            ? new WaitingWork(
                waits.Queue, waits.Round, waits.Department, state.Kind, state.Priority, Due(state, waits), waits.Since, waits.EnteredAt, waits.Units, waits.Skills,
                GaveItAway(state, waits) ? null : state.Owner, waits.Rule == RoutingReasons.NoFirstAction ? LastAgent(state) : null)
            : null,
        state.Assignment is { } held
            ? new AssignedWork(
                held.Id, held.Agent, held.Queue, held.Department, held.Units, held.Active, held.Acted, held.Mode, held.At, state.Kind,
                held.ActiveSince)
            : null,
        state.Left,
        IsUnrouted(state));

    /// <summary>Somebody of ours has to act and no queue has it: a case from before queues existed.</summary>
    public static bool IsUnrouted(TicketState state) => state is { Waiting: null, Assignment: null } && StepDepartments.Of(state) is not null;

    /// <summary>Whether queues or agents would be told something else than before. States share what did not change, so references tell.</summary>
    public static bool Changed(TicketState before, TicketState after) =>
        !ReferenceEquals(before.Waiting, after.Waiting)
        || !ReferenceEquals(before.Assignment, after.Assignment)
        || (after.Waiting is not null && (before.Priority != after.Priority || before.Owner != after.Owner || Due(before, after.Waiting) != Due(after, after.Waiting)));

    /// <summary>How urgent waiting work is now: clocks run on, rest and end while it waits. Without any, what was promised when it began to wait.</summary>
    public static DateTimeOffset Due(TicketState state, TicketWait waits) => ClockDue.NearestBreach(state) ?? waits.Due;

    /// <summary>Preferring an owner who released, handed over or ignored the case would give it straight back to him.</summary>
    private static bool GaveItAway(TicketState state, TicketWait waits) =>
        waits.Rule is RoutingReasons.Release or RoutingReasons.Transfer or RoutingReasons.NoFirstAction && LastAgent(state) is { } last && last == state.Owner;

    /// <summary>Who had it before this wait, as far as it is remembered.</summary>
    private static string? LastAgent(TicketState state)
    {
        for (var i = state.Left.Length - 1; i >= 0; i--)
        {
            if (state.Left[i].Agent is { } last)
            {
                return last;
            }
        }

        return null;
    }
}
