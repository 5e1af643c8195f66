using AfterSales.Policies;
using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>What every row of a case does for its clocks, whatever it is about: terms of the policy in force, and breaches nobody noticed yet. Pure.</summary>
/// <remarks>
/// A clock is judged by the policy in force when a row is written: first it gets its terms, then what is overdue by them is recorded. A promise is broken
/// at the instant it is due unless it was kept before.
/// </remarks>
internal static class ClockUpkeep
{
    /// <summary>
    /// Some clock was set by a newer policy than these. By an older one a row may miss what stops it, and nothing tells it later: ask for the newest policies
    /// before deciding.
    /// </summary>
    public static bool IsBehind(TicketState state, PolicySet policies)
    {
        foreach (var clock in state.Clocks)
        {
            if (clock.IsLive && clock.Policy > policies.Sla.Version)
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsNeeded(TicketState state, DecisionContext context, in LiveClocks clocks)
    {
        foreach (var clock in state.Clocks)
        {
            if (clock.IsLive
                && (IsOverdue(clock, context)
                    || IsGone(clock, state, clocks.Policy, context)
                    || Other(clock, clock.Priority, clocks.Policy, context) is not null
                    || RestsNoMore(clock, state.Step, clocks.Policy, context)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Other terms for clocks whose definition or priority changed; those whose definition is gone, or is for other kinds, are cancelled.</summary>
    /// <param name="row">The row.</param>
    /// <param name="before">The case as it was for the priorities that count: the row may have set another one that counts only from its own event on.</param>
    /// <param name="context">The policy.</param>
    public static void Retarget(ref RowDraft row, TicketState before, DecisionContext context)
    {
        var policy = CompiledSla.Of(context.Policies.Sla.Policy);
        var gone = new ClockNames(context);
        List<ClockStart>? changed = null;
        for (var i = 0; i < row.State.Clocks.Length; i++)
        {
            var clock = row.State.Clocks[i];
            if (!clock.IsLive)
            {
                continue;
            }

            var priority = i < before.Clocks.Length ? before.Clocks[i].Priority : clock.Priority;
            if (IsGone(clock, before.IsOpened ? before : row.State, policy, context))
            {
                gone.AddIf(true, clock);
            }
            else if (Other(clock, priority, policy, context) is { } terms)
            {
                (changed ??= []).Add(ClockEntries.Retarget(clock, terms, context));
            }
        }

        if (!gone.IsEmpty)
        {
            row.Add(new SlaCancelled(gone.Names) { By = Roles.System, Used = gone.Used });
        }

        if (changed is not null)
        {
            row.Add(new SlaRetargeted(context.Policies.Sla.Version, [.. changed]) { By = Roles.System });
        }
    }

    /// <summary>What rested in the step the row found, and by the policy in force does not rest there, runs from now on.</summary>
    public static void Wake(ref RowDraft row, TicketState before, DecisionContext context)
    {
        var policy = CompiledSla.Of(context.Policies.Sla.Policy);
        var woken = new ClockNames(context);
        for (var i = 0; i < before.Clocks.Length; i++)
        {
            // Told by the clock as the row found it: one that just got other terms has the policy of those.
            woken.AddIf(row.State.Clocks[i].Status == ClockStatus.Paused && RestsNoMore(before.Clocks[i], before.Step, policy, context), row.State.Clocks[i]);
        }

        if (!woken.IsEmpty)
        {
            row.Add(new SlaResumed(woken.Names) { By = Roles.System, Courses = woken.Courses });
        }
    }

    /// <summary>Records what is broken by now, the oldest first.</summary>
    public static void Breach(ref RowDraft row, DecisionContext context)
    {
        while (Oldest(row.State, context) is { } clock)
        {
            row.Add(Broken(clock, context));
        }
    }

    public static SlaBreached Broken(TicketClock clock, DecisionContext context) =>
        new(clock.Name, clock.Terms.Type, clock.Due, Definition(clock, context)?.OnBreach ?? []) { By = Roles.System };

    public static CompiledDefinition? Definition(TicketClock clock, DecisionContext context)
    {
        var policy = CompiledSla.Of(context.Policies.Sla.Policy);
        return policy.IndexOf(clock.Name) is >= 0 and var index ? policy.Definitions[index] : null;
    }

    public static bool IsOverdue(TicketClock clock, DecisionContext context) => clock.IsRunning && !clock.Breached && clock.Due <= context.Now;

    private static TicketClock? Oldest(TicketState state, DecisionContext context)
    {
        TicketClock? oldest = null;
        foreach (var clock in state.Clocks)
        {
            if (IsOverdue(clock, context) && (oldest is null || clock.Until < oldest.Until))
            {
                oldest = clock;
            }
        }

        return oldest;
    }

    private static bool IsGone(TicketClock clock, TicketState state, CompiledSla policy, DecisionContext context) =>
        context.Policies.Sla.Version >= clock.Policy
        && (policy.IndexOf(clock.Name) is not (>= 0 and var index) || (policy.Of(state.Kind) & (1UL << index)) == 0);

    /// <summary>Only another policy does that: a case that leaves the step wakes it in the row that does so.</summary>
    private static bool RestsNoMore(TicketClock clock, TicketStep step, CompiledSla policy, DecisionContext context) =>
        clock is { Status: ClockStatus.Paused, Held: false }
        && context.Policies.Sla.Version > clock.Policy
        && policy.IndexOf(clock.Name) is >= 0 and var index
        && (policy.RestIn(step) & (1UL << index)) == 0;

    /// <summary>The terms it should have and has not. A process that does not know its policy yet leaves it as it is.</summary>
    private static ClockTerms? Other(TicketClock clock, TicketPriority priority, CompiledSla policy, DecisionContext context)
    {
        if (context.Policies.Sla.Version < clock.Policy || policy.IndexOf(clock.Name) is not (>= 0 and var index))
        {
            return null;
        }

        var terms = policy.Definitions[index].Terms(priority);
        return terms.Equals(clock.Terms) ? null : terms;
    }
}
