using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>
/// What one event does to the clocks of a case, in this order: stop, cancel, other target, start, resume, pause. So an event may end a clock and begin the next
/// one, stopping wins over cancelling, and resuming over pausing. Pure.
/// </summary>
internal static class ClockSteps
{
    public static void Follow(ref RowDraft row, TicketEvent stored, TicketState prior, TicketState after, DecisionContext context)
    {
        var policy = CompiledSla.Of(context.Policies.Sla.Policy);
        var on = policy.On(stored);
        End(ref row, on, policy, after, context);
        ClockUpkeep.Retarget(ref row, row.State, context);
        var started = on.Start & policy.MayStart(after) & ~new LiveClocks(row.State, context).Any;
        ClockEntries.Activate(ref row, started, context);
        Wake(ref row, on, policy, after, context);
        Rest(ref row, on, started, stored.To is not null, policy, prior, after, context);
        ClockUpkeep.Breach(ref row, context);
    }

    /// <summary>Kept, or nothing left to keep: also where the case became of another kind.</summary>
    private static void End(ref RowDraft row, in ClockTriggers on, CompiledSla policy, TicketState after, DecisionContext context)
    {
        var (kept, over) = (new ClockNames(context), new ClockNames(context));
        foreach (var clock in row.State.Clocks)
        {
            if (clock.IsLive && policy.IndexOf(clock.Name) is >= 0 and var index)
            {
                var bit = 1UL << index;
                kept.AddIf((on.Stop & bit) != 0, clock);
                over.AddIf((on.Stop & bit) == 0 && ((on.Cancel | ~policy.Of(after.Kind)) & bit) != 0, clock);
            }
        }

        if (!kept.IsEmpty)
        {
            row.Add(new SlaFulfilled(kept.Names) { By = Roles.System, Used = kept.Used });
        }

        if (!over.IsEmpty)
        {
            row.Add(new SlaCancelled(over.Names) { By = Roles.System, Used = over.Used });
        }
    }

    /// <summary>The customer spoke, its condition says so, or the case left the steps in which it rests.</summary>
    private static void Wake(ref RowDraft row, in ClockTriggers on, CompiledSla policy, TicketState after, DecisionContext context)
    {
        var woken = new ClockNames(context);
        foreach (var clock in row.State.Clocks)
        {
            if (clock.Status == ClockStatus.Paused && policy.IndexOf(clock.Name) is >= 0 and var index)
            {
                var bit = 1UL << index;
                var left = !clock.Held && (policy.RestIn(after.Step) & bit) == 0;
                woken.AddIf(left || after.LastMessage == MessageSide.Customer || (on.Resume & bit) != 0, clock);
            }
        }

        if (!woken.IsEmpty)
        {
            row.Add(new SlaResumed(woken.Names) { By = Roles.System, Courses = woken.Courses });
        }
    }

    /// <summary>
    /// An event says so, or a step of rest begins to count: it is entered, or the customer was answered in it. Never while the customer waits for an answer:
    /// that is refused, once per event and per entering.
    /// </summary>
    private static void Rest(
        ref RowDraft row, in ClockTriggers on, ulong started, bool entered, CompiledSla policy, TicketState prior, TicketState after, DecisionContext context)
    {
        var (resting, refused, held) = (new ClockNames(context), new ClockNames(context), new ClockNames(context));
        var waits = after.LastMessage == MessageSide.Customer;
        var answered = prior.LastMessage == MessageSide.Customer && !waits;
        foreach (var clock in row.State.Clocks)
        {
            if (clock.IsRunning && policy.IndexOf(clock.Name) is >= 0 and var index && (on.Resume & (1UL << index)) == 0)
            {
                var bit = 1UL << index;
                var byEvent = (on.Pause & bit) != 0;
                var byStep = (policy.RestIn(after.Step) & bit) != 0 && (entered || answered || (started & bit) != 0);
                resting.AddIf((byEvent || byStep) && !waits, clock);
                held.AddIf(byEvent && !waits, clock);
                refused.AddIf((byEvent || byStep) && waits, clock);
            }
        }

        if (!resting.IsEmpty)
        {
            row.Add(new SlaPaused(resting.Names) { By = Roles.System, Used = resting.Used, Held = held.IsEmpty ? default : held.Names });
        }

        if (!refused.IsEmpty)
        {
            row.Add(new SlaPauseRefused(refused.Names) { By = Roles.System });
        }
    }
}
