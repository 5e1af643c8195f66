namespace AfterSales.Tickets;

/// <summary>Decides a command on a case: may this caller, is it possible in this step, what does the rule say. Pure.</summary>
internal static class TicketDecider
{
    /// <summary>
    /// What refuses the command before anything outside the case is asked; null when nothing does. A reopening calls it before it claims
    /// its goods anew.
    /// </summary>
    public static Failure? Check(TicketState state, TicketCommand command, DecisionContext context)
    {
        var rule = TicketRules.For(command);
        return Refuse(state, rule.Action, context, out _) ?? rule.Check(state, command, context);
    }

    /// <summary>
    /// The command's events and what they mean for who has to act, at least one; <see cref="Unchanged"/> when it changes nothing. Visibility is checked
    /// before.
    /// </summary>
    public static Outcome<DecidedRow> Decide(TicketState state, TicketCommand command, DecisionContext context)
    {
        var rule = TicketRules.For(command);
        if (rule.IsKnown(state, command) && context.Caller.HasAny(TicketGraph.RolesOf(rule.Action)))
        {
            return new DecidedRow(Sign([new Unchanged()], rule.Action, context));
        }

        if (Refuse(state, rule.Action, context, out var row) is { } refusal)
        {
            return refusal;
        }

        var decided = rule.Decide(state, command, context);
        if (!decided.Succeeded)
        {
            return decided.Failure;
        }

        Assert(row!, state, decided.Value);
        if (TextSize.Refuse(decided.Value) is { } tooLarge)
        {
            return tooLarge;
        }

        return RowConsequences.Complete(state, Sign(decided.Value, rule.Action, context), context);
    }

    private static Failure? Refuse(TicketState state, string action, DecisionContext context, out Transition? row)
    {
        row = null;
        if (!state.IsOpened)
        {
            return Failures.NotFound();
        }

        if (!context.Caller.HasAny(TicketGraph.RolesOf(action)))
        {
            return new Failure(FailureCodes.Forbidden, $"Your role may not {action}.");
        }

        row = TicketGraph.Find(state, action, context);
        return row is null ? Failures.NotPossible(state, action, context) : null;
    }

    private static ImmutableArray<TicketEvent> Sign(ImmutableArray<TicketEvent> events, string action, DecisionContext context)
    {
        var role = RoleNames.Acting(context.Caller.Roles, TicketGraph.RolesOf(action));
        return events.Select(stored => stored with { By = role }).ToImmutableArray();
    }

    /// <summary>A rule and the graph can never disagree unnoticed.</summary>
    private static void Assert(Transition row, TicketState state, ImmutableArray<TicketEvent> events)
    {
        var to = events.LastOrDefault(stored => stored.To is not null)?.To ?? state.Step;
        if (events.IsEmpty || !row.To(state).Contains(to))
        {
            throw new InvalidOperationException($"The rule of {row.Action} leads from {state.Step} to {to}, which the graph does not know.");
        }
    }
}
