namespace AfterSales.Tickets;

/// <summary>What a case does when the wheel wakes it. Pure; no events: nothing is due, the wheel was early or the case moved on.</summary>
internal static class DueDecider
{
    /// <summary>When the case wants to be woken next; null when nothing runs.</summary>
    public static DateTimeOffset? Next(TicketState state)
    {
        if (!state.IsOpened)
        {
            return null;
        }

        if (IsUnpromised(state))
        {
            // Stored before promises were: it gets them as soon as the wheel sees it.
            return state.CreatedAt;
        }

        return Earlier(ClockDue.Next(state), state.Deadline?.At);
    }

    /// <summary>Everything due by now, in one row: promises first, so that a breach is on record before silence decides.</summary>
    public static DecidedRow Decide(TicketState state, DecisionContext context)
    {
        if (!state.IsOpened || Next(state) is not { } due || due > context.Now)
        {
            return new DecidedRow([]);
        }

        ImmutableArray<TicketEvent> events = IsUnpromised(state)
            ? [new PromisesAdopted { By = Roles.System }]
            : [.. ClockDue.Decide(state, context), .. DeadlineDue.Decide(state, context)];
        return RowConsequences.Complete(state, events, context);
    }

    /// <summary>A case from before promises existed, still open.</summary>
    internal static bool IsUnpromised(TicketState state) => state.IsOpened && !state.Promised && !state.IsTerminal;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is { } a && other is { } b ? (a < b ? a : b) : one ?? other;
}
