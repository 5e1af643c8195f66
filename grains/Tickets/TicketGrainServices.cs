using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Sla;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>What every ticket activation shares.</summary>
internal sealed record TicketGrainServices(EventStreamServices Stream, IPolicySource Policies, IDirtyTickets Dirty, IQueueSource Queues, ICalendarSource Calendars, IDueFeed Due)
{
    public required Adoption Adoption { get; init; }

    /// <summary>Before a decision on a case that knows newer policies than this process; in any other case it costs nothing.</summary>
    public Task CatchUp(TicketState state) => ClockUpkeep.IsBehind(state, Policies.Current) ? Policies.Refresh() : Task.CompletedTask;

    /// <summary>All a decision may look at, as of now in this process.</summary>
    public DecisionContext Decision(DateTimeOffset now, Caller caller) =>
        new(now, caller, Policies.Current) { Queues = Queues.Current, Calendars = Calendars.Current };
}
