namespace AfterSales.Tickets;

/// <summary>
/// What the events of a row do to the promises of a case (domain.md section 7). First the terms of the policy in force and what is overdue, then event by
/// event (<see cref="ClockSteps"/>), then what the ladder does about warnings and breaches. Pure.
/// </summary>
internal static class ClockConsequence
{
    public static bool Concerns(TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context)
    {
        var clocks = new LiveClocks(before, context);
        return ClockUpkeep.IsNeeded(before, context, clocks) || ClockRelevance.Of(events, before, clocks);
    }

    /// <summary>Adds the ledger events to the row. <paramref name="events"/> are those the row began with.</summary>
    public static void Follow(ref RowDraft row, TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context)
    {
        // Until it adopts its promises an old case must stay readable for processes that know of none.
        if (!row.State.Promised)
        {
            return;
        }

        var last = row.State;
        ClockUpkeep.Retarget(ref row, before, context);
        ClockUpkeep.Wake(ref row, before, context);
        ClockUpkeep.Breach(ref row, context);
        var prior = before;
        for (var i = 0; i < events.Length; i++)
        {
            // Folding the last event again would only give what the row has.
            var after = i == events.Length - 1 ? last : TicketFold.Apply(prior, events[i], row.Stamp);
            if (events[i] is PromisesAdopted)
            {
                ClockAdoption.Follow(ref row, context);
            }
            else if (events[i] is not IPromiseEvent)
            {
                ClockSteps.Follow(ref row, events[i], prior, after, context);
            }

            prior = after;
        }

        ClockLadder.Follow(ref row, context);
    }

    /// <summary>What queues and agents did in the row from this place on, if any clock listens to them.</summary>
    public static void FollowRouting(ref RowDraft row, int from, DecisionContext context)
    {
        if (!row.State.Promised || !CompiledSla.Of(context.Policies.Sla.Policy).FollowsRouting)
        {
            return;
        }

        var to = row.Count;
        for (var i = from; i < to; i++)
        {
            if (row[i] is IRoutingEvent)
            {
                ClockSteps.Follow(ref row, row[i], row.State, row.State, context);
            }
        }
    }
}
