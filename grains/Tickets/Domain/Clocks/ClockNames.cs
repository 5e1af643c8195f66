namespace AfterSales.Tickets;

/// <summary>The clocks of one ledger event; keeps what a fold cannot tell.</summary>
internal struct ClockNames(DecisionContext context)
{
    private List<TicketClock>? _clocks;

    public readonly bool IsEmpty => _clocks is null;

    public readonly ImmutableArray<string> Names => [.. _clocks!.Select(clock => clock.Name)];

    /// <summary>What those used until now that count by a calendar; a clock that rests has it stored already.</summary>
    public readonly ImmutableArray<ClockUse> Used
    {
        get
        {
            var (now, calendars) = (context.Now, context.Calendars);
            var counted = _clocks!.Where(clock => clock.IsRunning && clock.Terms.Calendar is not null)
                .Select(clock => new ClockUse(clock.Name, ClockTime.Microseconds(ClockTime.Consumed(clock, now, calendars))));
            return counted.ToImmutableArray() is { IsEmpty: false } used ? used : default;
        }
    }

    /// <summary>How those go on that count by a calendar.</summary>
    public readonly ImmutableArray<ClockCourse> Courses
    {
        get
        {
            var asked = context;
            var counted = _clocks!.Where(clock => clock.Terms.Calendar is not null).Select(clock => ClockEntries.Course(clock, asked));
            return counted.ToImmutableArray() is { IsEmpty: false } courses ? courses : default;
        }
    }

    public void AddIf(bool belongs, TicketClock clock)
    {
        if (belongs)
        {
            (_clocks ??= []).Add(clock);
        }
    }
}
