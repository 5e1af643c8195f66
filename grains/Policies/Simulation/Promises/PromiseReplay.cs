using AfterSales.Streams;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>
/// The life of one case twice, side by side: as it was, and as its promises would have been under a draft. The second life takes what people did from the
/// first one, and leaves out what clocks and deadlines stored; these are told anew by the code that runs in production. Where silence would have decided
/// earlier than it did, that is counted once and the history goes on as it was. Pure.
/// </summary>
/// <param name="inForce">Policies and calendars of today.</param>
/// <param name="draft">The same with the draft in force.</param>
/// <param name="from">What is counted begins here.</param>
/// <param name="to">And ends here.</param>
internal sealed class PromiseReplay(DecisionContext inForce, DecisionContext draft, DateTimeOffset from, DateTimeOffset to)
{
    private readonly PromiseTally _was = new(from, to);
    private readonly PromiseTally _would = new(from, to);
    private TicketState _real = TicketState.None;
    private TicketState _drafted = TicketState.None;
    private bool _ranInPeriod;

    /// <summary>The next row of the case, in order.</summary>
    public void Row(in EventStamp stamp, ImmutableArray<TicketEvent> events)
    {
        if (stamp.At > to)
        {
            return;
        }

        _ranInPeriod |= stamp.At >= from;
        FallDue(stamp.At);
        var kept = events.Where(HistoryRules.IsKept).Select(HistoryRules.Promised).ToImmutableArray();
        if (events[0] is DeadlineExtended or DeadlineExtensionUndone)
        {
            _drafted = HistoryRules.PutOff(_drafted, _real, events[0], stamp);
        }
        else if (events[0] is IPromiseEvent)
        {
            // What time did is at the head of its row: a command's row begins with the command.
            Write(stamp, [.. Due(_drafted, draft, stamp.At), .. kept]);
        }
        else if (HistoryRules.IsFollowed(events))
        {
            Write(stamp, kept, HistoryRules.IsRouting(events));
        }
        else
        {
            _drafted = Fold(_drafted, kept, stamp);
        }

        _was.Count(_real, events, stamp.At);
        _real = Fold(_real, events, stamp);
    }

    /// <summary>After the last row: what is due until the end of the period. Null when the case did not run in it.</summary>
    public PromiseOutcome? End()
    {
        FallDue(to);
        // What the wheel has not done yet has passed all the same.
        _real = Overdue(_real, _was, inForce);
        _drafted = Overdue(_drafted, _would, draft);
        return _real.IsOpened && (_ranInPeriod || !_real.IsTerminal) ? new(_was.Facts, _would.Facts) : null;
    }

    /// <summary>
    /// What would have fallen due before this moment. Where the same moment stood in the real life and nothing was done yet, the draft is no quicker: the row
    /// that comes says what became of it.
    /// </summary>
    private void FallDue(DateTimeOffset until)
    {
        while (DueDecider.Next(_drafted) is { } due && due < until && due != DueDecider.Next(_real))
        {
            Write(new EventStamp(_drafted.Version, due, Caller.System.Subject, Guid.Empty), Due(_drafted, draft, due));
            if (DueDecider.Next(_drafted) <= due)
            {
                return;
            }
        }
    }

    private static ImmutableArray<TicketEvent> Due(TicketState state, DecisionContext policies, DateTimeOffset at)
    {
        var context = policies with { Now = at };
        // Of what silence decides only that it did: the step stays.
        return
        [
            .. ClockDue.Decide(state, context).Where(stored => stored is not IRoutingEvent),
            .. DeadlineDue.Decide(state, context).Where(stored => stored is DeadlineExpired or CaseEscalated),
        ];
    }

    private void Write(in EventStamp stamp, ImmutableArray<TicketEvent> events, bool routed = false)
    {
        var before = _drafted with { Version = stamp.Seq - 1 };
        var context = draft with { Now = stamp.At, Caller = new Caller("", stamp.Actor, Roles.System) };
        var row = new RowDraft(before, events, context);
        if (routed)
        {
            ClockConsequence.FollowRouting(ref row, 0, context);
        }
        else
        {
            ClockConsequence.Follow(ref row, before, events, context);
            DeadlineConsequence.Follow(ref row, before, context);
        }

        // What silence would have decided is over, though in this history the step stays.
        var over = events.Any(stored => stored is DeadlineExpired) && ReferenceEquals(row.State.Deadline, before.Deadline);
        _drafted = over ? row.State with { Deadline = null } : row.State;
        _would.Count(before, row.ToEvents(), stamp.At);
    }

    private TicketState Overdue(TicketState state, PromiseTally tally, DecisionContext context)
    {
        var events = state.IsOpened ? Due(state, context, to) : [];
        tally.Count(state, events, to);
        return Fold(state, events, new EventStamp(state.Version, to, context.Caller.Subject, Guid.Empty));
    }

    private static TicketState Fold(TicketState state, ImmutableArray<TicketEvent> events, EventStamp stamp) =>
        events.Aggregate(state, (folded, stored) => TicketFold.Apply(folded, stored, stamp));
}

/// <summary>What the promises of one case did in the period, and what they would have done.</summary>
internal sealed record PromiseOutcome(IReadOnlyDictionary<PromiseFact, int> Was, IReadOnlyDictionary<PromiseFact, int> WouldBe);
