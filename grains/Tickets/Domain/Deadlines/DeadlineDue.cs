namespace AfterSales.Tickets;

/// <summary>Silence decides, once: what it decides ends the deadline. Pure.</summary>
internal static class DeadlineDue
{
    /// <summary>The outcome when the deadline has passed; nothing otherwise.</summary>
    public static ImmutableArray<TicketEvent> Decide(TicketState state, DecisionContext context)
    {
        if (state.Deadline is not { } deadline || deadline.At > context.Now)
        {
            return [];
        }

        var effect = DeadlineEffects.Possible(deadline.Effect, state);
        var outcome = DeadlineOutcomes.Of(effect, deadline, state, context) with { By = Roles.System };
        Assert(state, outcome.To ?? state.Step, context);
        return [new DeadlineExpired(deadline.Rule, deadline.Party, effect, deadline.At) { By = Roles.System }, outcome];
    }

    /// <summary>Silence and the graph can never disagree unnoticed.</summary>
    private static void Assert(TicketState state, TicketStep to, DecisionContext context)
    {
        var row = TicketGraph.Find(state, TransitionTable.Expire, context);
        if (row is null || !row.To(state).Contains(to))
        {
            throw new InvalidOperationException($"Silence leads from {state.Step} to {to}, which the graph does not know.");
        }
    }
}
