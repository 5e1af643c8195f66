using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>What of a stored history is told again under a draft, and what the draft has to tell itself. Pure.</summary>
internal static class HistoryRules
{
    /// <summary>Not what clocks and deadlines did, nor the priority that a warning raised.</summary>
    public static bool IsKept(TicketEvent stored) => stored is not IPromiseEvent && stored is not PrioritySet { By: Roles.System };

    /// <summary>A case from before promises were kept is told as if they had been: the draft is asked about its whole life.</summary>
    public static TicketEvent Promised(TicketEvent stored) => stored is Opened opened ? opened with { Promised = true } : stored;

    /// <summary>Whether clocks and deadlines look at such a row: at what somebody did, not at fences and repeats.</summary>
    public static bool IsFollowed(ImmutableArray<TicketEvent> events) => events[0] is not (Unchanged or OpeningVoided or ReopenVoided);

    /// <summary>What queues and agents did by themselves: only a promise that listens to them looks at that.</summary>
    public static bool IsRouting(ImmutableArray<TicketEvent> events) => events[0] is IRoutingEvent && events[0].By is Roles.None or Roles.System;
}
