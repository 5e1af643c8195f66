using AfterSales.Sla;

namespace AfterSales.Tickets;

internal sealed partial class TicketFold
{
    /// <summary>More than any policy has; clocks of definitions that are gone give way.</summary>
    private const int MaxClocks = 64;

    /// <summary>Whose message it is: a decision of the shop answers the customer as a reply does. Null: nobody spoke.</summary>
    public static MessageSide? Speaker(TicketEvent stored) => stored switch
    {
        Replied or InfoRequested or OfferMade or Approved or AutoApproved or Rejected or DisputeDecided or Resolved => MessageSide.Shop,
        CustomerWrote or InfoProvided or Disputed => MessageSide.Customer,
        _ => null,
    };

    private static TicketState Clock(TicketState state, TicketEvent stored, DateTimeOffset at) => stored switch
    {
        SlaActivated e => state with { Clocks = e.Clocks.Aggregate(state.Clocks, (clocks, start) => Put(clocks, Started(start, e.Policy, state.Priority, at))) },
        SlaRetargeted e => Change(state, e.Clocks.Select(start => start.Clock), clock => Retargeted(clock, e.Clocks.First(start => start.Clock == clock.Name), e.Policy, at)),
        SlaPaused e => Change(state, e.Clocks, clock => Stopped(clock, ClockStatus.Paused, e.Used, at) with { Held = e.Held.OrEmpty().Contains(clock.Name) }),
        SlaResumed e => Change(state, e.Clocks, clock => Resumed(clock, e.Courses.OrEmpty().FirstOrDefault(course => course.Clock == clock.Name), at)),
        SlaFulfilled e => Change(state, e.Clocks, clock => Stopped(clock, ClockStatus.Fulfilled, e.Used, at)),
        SlaCancelled e => Change(state, e.Clocks, clock => Stopped(clock, ClockStatus.Cancelled, e.Used, at)),
        SlaWarned e => Change(state, [e.Clock], clock => clock with { Warned = Math.Max(clock.Warned, e.Percent) }),
        SlaBreached e => Change(state, [e.Clock], clock => clock with { Breached = true }) with { Breached = true },
        SlaPauseRefused => state,
        _ => throw new InvalidDataException($"A case cannot promise {stored.GetType().Name}."),
    };

    /// <summary>A person's priority is followed by the targets of what is not over; the ladder's is not.</summary>
    private static ImmutableArray<TicketClock> Prioritised(TicketState state, PrioritySet e) => e.By == Roles.System
        ? state.Clocks
        : [.. state.Clocks.Select(clock => clock.IsLive ? clock with { Priority = e.Priority } : clock)];

    private static TicketClock Started(ClockStart start, int policy, TicketPriority priority, DateTimeOffset at) =>
        Runs(new TicketClock { Terms = Terms(start), Policy = policy, Priority = priority }, start.Due, start.Warn, at);

    private static TicketClock Retargeted(TicketClock clock, ClockStart start, int policy, DateTimeOffset at)
    {
        var consumed = start.Consumed is { } stored ? TimeSpan.FromMicroseconds(stored) : ConsumedAt(clock, at);
        var changed = clock with { Terms = Terms(start), Policy = policy, Consumed = consumed };
        return clock.IsRunning ? Runs(changed, start.Due, start.Warn, at) : changed;
    }

    private static TicketClock Resumed(TicketClock clock, ClockCourse? course, DateTimeOffset at) =>
        Runs(clock with { Held = false }, course?.Due, course is null ? default : course.Warn, at);

    private static TicketClock Runs(TicketClock clock, DateTimeOffset? due, ImmutableArray<int> warn, DateTimeOffset at) => clock with
    {
        Status = ClockStatus.Running,
        Since = at.UtcDateTime,
        Until = (due ?? ClockTime.Due(clock.Terms, clock.Consumed, at)).UtcDateTime,
        WarnBefore = warn,
    };

    private static TicketClock Stopped(TicketClock clock, ClockStatus status, ImmutableArray<ClockUse> used, DateTimeOffset at) => clock with
    {
        Status = status,
        Consumed = used.OrEmpty().FirstOrDefault(use => use.Clock == clock.Name) is { } use ? TimeSpan.FromMicroseconds(use.Consumed) : ConsumedAt(clock, at),
        Since = default,
        Until = default,
        WarnBefore = default,
        Held = false,
    };

    /// <summary>Without a calendar; what one counted is stored.</summary>
    private static TimeSpan ConsumedAt(TicketClock clock, DateTimeOffset at) =>
        clock.IsRunning && at > clock.RunningSince ? clock.Consumed + (at - clock.RunningSince) : clock.Consumed;

    private static ClockTerms Terms(ClockStart start) => ClockTerms.Shared(new ClockTerms(
        Shared(start.Clock), start.Type, start.Target, start.Calendar is { } calendar ? Shared(calendar) : null,
        start.Warnings.IsDefault ? ClockTerms.UsualWarnings : start.Warnings));

    private static ImmutableArray<TicketClock> Put(ImmutableArray<TicketClock> clocks, TicketClock clock)
    {
        for (var i = 0; i < clocks.Length; i++)
        {
            if (clocks[i].Name == clock.Name)
            {
                return clocks.SetItem(i, clock);
            }
        }

        return clocks.Length >= MaxClocks && clocks.FirstOrDefault(old => !old.IsLive) is { } over ? clocks.Remove(over).Add(clock) : clocks.Add(clock);
    }

    private static TicketState Change(TicketState state, IEnumerable<string> names, Func<TicketClock, TicketClock> change)
    {
        var clocks = state.Clocks.ToBuilder();
        foreach (var name in names)
        {
            for (var i = 0; i < clocks.Count; i++)
            {
                if (clocks[i].Name == name)
                {
                    clocks[i] = change(clocks[i]);
                }
            }
        }

        return state with { Clocks = clocks.DrainToImmutable() };
    }
}
