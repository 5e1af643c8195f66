using AfterSales.Calendars;
using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Queues;

namespace AfterSales.Tickets;

/// <summary>All a decision may look at beside state and command.</summary>
/// <param name="Now">Business time of the row to be written.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Policies">One consistent set of policies.</param>
internal sealed record DecisionContext(DateTimeOffset Now, Caller Caller, PolicySet Policies)
{
    /// <summary>The queues that exist; the built-in ones unless told, for whoever asks only what is allowed.</summary>
    public QueueSet Queues { get; init; } = BuiltInQueues.Set;

    /// <summary>The calendars that exist; the built-in ones unless told.</summary>
    public CalendarSet Calendars { get; init; } = BuiltInCalendars.Set;

    /// <summary>The agent whom the command names is not registered.</summary>
    public bool AgentUnknown { get; init; }

    /// <summary>Goods claimed anew, for a reopening that needs them (<see cref="TicketState.ReopenNeedsClaim"/>).</summary>
    public Claim? Claim { get; init; }
}
