namespace AfterSales.Tickets;

/// <summary>The entries of a ledger event: as short as a fold allows, because every case has several of them in the log. Pure.</summary>
internal static class ClockEntries
{
    public static void Activate(ref RowDraft row, ulong started, DecisionContext context)
    {
        if (started == 0)
        {
            return;
        }

        var policy = CompiledSla.Of(context.Policies.Sla.Policy);
        var clocks = ImmutableArray.CreateBuilder<ClockStart>();
        for (var i = 0; i < policy.Definitions.Length; i++)
        {
            if ((started & (1UL << i)) != 0)
            {
                clocks.Add(Start(policy.Definitions[i].Terms(row.State.Priority), TimeSpan.Zero, context));
            }
        }

        row.Add(new SlaActivated(context.Policies.Sla.Version, clocks.DrainToImmutable()) { By = Roles.System });
    }

    /// <summary>A clock that runs from now on with so much used up.</summary>
    public static ClockStart Start(ClockTerms terms, TimeSpan consumed, DecisionContext context)
    {
        if (terms.Calendar is null)
        {
            return Plain(terms);
        }

        var due = ClockTime.Due(terms, consumed, context.Now, context.Calendars);
        return Plain(terms) with { Due = due, Warn = ClockTime.WarnBefore(terms, consumed, context.Now, due, context.Calendars) };
    }

    /// <summary>The clock's terms alone.</summary>
    public static ClockStart Plain(ClockTerms terms) => new(terms.Name, terms.Target)
    {
        Type = terms.Type,
        Calendar = terms.Calendar,
        Warnings = terms.Warnings.AsSpan().SequenceEqual(ClockTerms.UsualWarnings.AsSpan()) ? default : terms.Warnings,
    };

    /// <summary>A clock that rested and runs again.</summary>
    public static ClockCourse Course(TicketClock clock, DecisionContext context)
    {
        var due = ClockTime.Due(clock.Terms, clock.Consumed, context.Now, context.Calendars);
        return new ClockCourse(clock.Name, due) { Warn = ClockTime.WarnBefore(clock.Terms, clock.Consumed, context.Now, due, context.Calendars) };
    }

    /// <summary>
    /// Another target for a clock. When it was over before it was set, the promise was broken when so much was consumed; when that was in an earlier run,
    /// now.
    /// </summary>
    public static ClockStart Retarget(TicketClock clock, ClockTerms terms, DecisionContext context)
    {
        if (!clock.IsRunning)
        {
            return Plain(terms);
        }

        var (target, consumed) = (ClockTime.Target(terms), ClockTime.Consumed(clock, context.Now, context.Calendars));
        var entry = consumed < target ? Start(terms, consumed, context) : Plain(terms) with
        {
            Due = clock.Consumed <= target ? context.Calendars.Add(clock.Terms.Calendar, clock.RunningSince, target - clock.Consumed) : context.Now,
        };
        return clock.Terms.Calendar is null ? entry : entry with { Consumed = ClockTime.Microseconds(consumed) };
    }
}
