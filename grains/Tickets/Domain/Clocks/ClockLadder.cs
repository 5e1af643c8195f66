using AfterSales.Policies;
using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>
/// What warnings and breaches of a row do beside being recorded. Who is to be told is told by whoever reads the log: their actions are stored. A case that is
/// over by the end of the row needs no help any more. Pure.
/// </summary>
internal static class ClockLadder
{
    /// <summary>Priority and escalation; before anybody asks how urgent the case is.</summary>
    public static void Follow(ref RowDraft row, DecisionContext context)
    {
        var recorded = row.Count;
        for (var i = 0; i < recorded && !row.State.IsTerminal; i++)
        {
            var (clock, actions) = Of(row[i]);
            if (actions.Contains(LadderAction.RaisePriority) && row.State.Priority > TicketPriority.P1)
            {
                row.Add(new PrioritySet(row.State.Priority - 1) { By = Roles.System });
            }

            if (actions.Contains(LadderAction.Escalate) && !row.State.Escalated)
            {
                row.Add(new CaseEscalated(clock) { By = Roles.System });
            }
        }
    }

    /// <summary>The supervisors' queue; after the rules have said where the case is.</summary>
    public static void Hand(ref RowDraft row, DecisionContext context)
    {
        var queue = context.Policies.Sla.Policy.SupervisorQueue;
        if (row.State.Waiting is not { Department: Departments.Service } waits || waits.Queue == queue || !context.Queues.Has(queue))
        {
            return;
        }

        for (var i = 0; i < row.Count; i++)
        {
            if (Of(row[i]).Actions.Contains(LadderAction.SupervisorQueue))
            {
                row.Add(Handover.Elsewhere(queue, RoutingReasons.Escalation, row.State, waits, context));
                return;
            }
        }
    }

    private static (string Clock, ImmutableArray<LadderAction> Actions) Of(TicketEvent stored) => stored switch
    {
        SlaWarned e => (e.Clock, e.Actions.OrEmpty()),
        SlaBreached e => (e.Clock, e.Actions.OrEmpty()),
        _ => ("", []),
    };
}
