using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Streams;
using AfterSales.Time;

namespace AfterSales.Queues;

/// <summary>What every shard of this process shares.</summary>
internal sealed record QueueServices(
    IRoutingView View,
    IQueueSource Queues,
    IPolicySource Policies,
    ICalendarSource Calendars,
    IBusinessClock Clock,
    TimeProvider Time,
    MembershipEpoch Epoch);
