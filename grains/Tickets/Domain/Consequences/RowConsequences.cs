namespace AfterSales.Tickets;

/// <summary>
/// What follows from the events of a command, an opening or something due, in the same row as its cause, so that no crash comes between them: clocks first
/// (a wait's urgency is told by them), then the deadline, then who has to act. Pure.
/// </summary>
internal static class RowConsequences
{
    /// <summary>The events with those that follow from them; the same ones when nothing does.</summary>
    public static DecidedRow Complete(TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context)
    {
        // Most commands move nothing: they must not pay for folding twice. One that changed nothing is no occasion for anything.
        if (events is [Unchanged]
            || (!ClockConsequence.Concerns(before, events, context)
                && !DeadlineConsequence.Concerns(before, events, context)
                && !RoutingConsequence.Concerns(before, events)))
        {
            return new DecidedRow(events);
        }

        var row = new RowDraft(before, events, context);
        ClockConsequence.Follow(ref row, before, events, context);
        DeadlineConsequence.Follow(ref row, before, context);
        var routed = row.Count;
        RoutingConsequence.Follow(ref row, before, events, context);
        ClockLadder.Hand(ref row, context);
        ClockConsequence.FollowRouting(ref row, routed, context);
        return new DecidedRow(row.ToEvents(), row.State);
    }

    /// <summary>What follows from what queues and agents did by themselves: nothing, unless some promise listens to them.</summary>
    public static ImmutableArray<TicketEvent> CompleteRouting(TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context)
    {
        if (!CompiledSla.Of(context.Policies.Sla.Policy).FollowsRouting)
        {
            return events;
        }

        var row = new RowDraft(before, events, context);
        ClockConsequence.Follow(ref row, before, events, context);
        ClockLadder.Hand(ref row, context);
        return row.ToEvents();
    }
}
