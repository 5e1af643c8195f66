namespace AfterSales.Tickets;

/// <summary>Warnings and breaches of a case's promises. Pure.</summary>
internal static class ClockDue
{
    /// <summary>The earliest warning or breach to come; null when no clock runs that could still be broken.</summary>
    public static DateTimeOffset? Next(TicketState state)
    {
        DateTimeOffset? next = null;
        foreach (var clock in state.Clocks)
        {
            if (clock.IsRunning && !clock.Breached)
            {
                var due = NextWarning(clock) is >= 0 and var index && clock.WarningAt(index) is var warning && warning < clock.Due ? warning : clock.Due;
                next = next < due ? next : due;
            }
        }

        return next;
    }

    /// <summary>The breach nearest in time of a running promise, past or to come: how urgent the case is. Null when none runs.</summary>
    public static DateTimeOffset? NearestBreach(TicketState state)
    {
        TicketClock? nearest = null;
        foreach (var clock in state.Clocks)
        {
            if (clock.IsRunning && (nearest is null || clock.Until < nearest.Until))
            {
                nearest = clock;
            }
        }

        return nearest?.Due;
    }

    /// <summary>
    /// Warnings and breaches that are due, the oldest first. Of several warnings of one clock only the highest is given, and none of a clock that is broken
    /// by now: after a downtime nobody needs to hear all of them. What the ladder does about them follows in the same row (<see cref="ClockLadder"/>).
    /// </summary>
    public static ImmutableArray<TicketEvent> Decide(TicketState state, DecisionContext context)
    {
        var row = new RowDraft(state, [], context);
        ClockUpkeep.Retarget(ref row, state, context);
        foreach (var (_, stored) in Due(row.State, context).OrderBy(entry => entry.At))
        {
            row.Add(stored);
        }

        return row.ToEvents();
    }

    private static IEnumerable<(DateTimeOffset At, TicketEvent Stored)> Due(TicketState state, DecisionContext context)
    {
        foreach (var clock in state.Clocks)
        {
            if (ClockUpkeep.IsOverdue(clock, context))
            {
                yield return (clock.Due, ClockUpkeep.Broken(clock, context));
            }
            else if (clock.IsRunning && !clock.Breached && LastWarning(clock, context.Now) is >= 0 and var index)
            {
                var percent = clock.Terms.Warnings[index];
                var actions = ClockUpkeep.Definition(clock, context)?.OnWarning(percent) ?? [];
                yield return (clock.WarningAt(index), new SlaWarned(clock.Name, percent, clock.Due, actions) { By = Roles.System });
            }
        }
    }

    /// <summary>The lowest one not given; -1: none is left.</summary>
    private static int NextWarning(TicketClock clock)
    {
        for (var i = 0; i < clock.Terms.Warnings.Length; i++)
        {
            if (clock.Terms.Warnings[i] > clock.Warned)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The highest one not given that is due; -1: none is.</summary>
    private static int LastWarning(TicketClock clock, DateTimeOffset now)
    {
        for (var i = clock.Terms.Warnings.Length - 1; i >= 0 && clock.Terms.Warnings[i] > clock.Warned; i--)
        {
            if (clock.WarningAt(i) <= now)
            {
                return i;
            }
        }

        return -1;
    }
}
