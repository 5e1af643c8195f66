using AfterSales.Streams;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>What of a stored history is told again under a draft, and what the draft has to tell itself. Pure.</summary>
internal static class HistoryRules
{
    /// <summary>Not what clocks and deadlines did, nor the priority that a warning raised.</summary>
    public static bool IsKept(TicketEvent stored) => stored is not IPromiseEvent && stored is not PrioritySet { By: Roles.System };

    /// <summary>A case from before promises were kept is told as if they had been: the draft is asked about its whole life.</summary>
    public static TicketEvent Promised(TicketEvent stored) => stored is Opened opened ? opened with { Promised = true } : stored;

    /// <summary>Whether clocks and deadlines look at such a row: at what somebody did, not at fences, nor where nothing was to be done at all.</summary>
    public static bool IsFollowed(ImmutableArray<TicketEvent> events) => events is not ([Unchanged] or [OpeningVoided, ..] or [ReopenVoided, ..]);

    /// <summary>
    /// What queues and agents did by themselves: only a promise that listens to them looks at that. A command of the system is told by what clocks did in its
    /// row.
    /// </summary>
    public static bool IsRouting(ImmutableArray<TicketEvent> events) =>
        events[0] is IRoutingEvent && events[0].By is Roles.None or Roles.System && !events.Any(stored => stored is IPromiseEvent);

    /// <summary>An extension concerns the draft's deadline when it is of the same rule, and is taken back where it was given.</summary>
    public static TicketState PutOff(TicketState drafted, TicketState real, TicketEvent stored, in EventStamp stamp)
    {
        if (drafted.Deadline is not { } deadline || real.Deadline is not { } running || deadline.Rule != running.Rule)
        {
            return drafted;
        }

        return stored switch
        {
            DeadlineExtended e => TicketFold.Apply(drafted, e with { At = deadline.At + e.Extra }, stamp),
            DeadlineExtensionUndone e when deadline.Extensions.OrEmpty().Any(added => added.Id == e.Extension) =>
                TicketFold.Apply(drafted, e with { At = deadline.At + (e.At - running.At) }, stamp),
            _ => drafted,
        };
    }
}
