using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Time;
using AfterSales.Tests.Simulation.Machine;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>Policies in force; the world may publish others, which this process does not hear of before it asks.</summary>
internal sealed class FixedPolicies(PolicySet policies) : IPolicySource
{
    public PolicySet Current { get; set; } = policies;

    public PolicySet? Newest { get; set; }

    public Task Refresh()
    {
        Current = Newest ?? Current;
        return Task.CompletedTask;
    }
}

/// <summary>Queues in force.</summary>
internal sealed class FixedQueues(QueueSet queues) : IQueueSource
{
    public QueueSet Current { get; set; } = queues;

    public Task Refresh() => Task.CompletedTask;
}

/// <summary>Business time is virtual time.</summary>
internal sealed class VirtualClock(VirtualTime time) : IBusinessClock
{
    public DateTimeOffset Now => time.Now;
}

/// <summary>The product's catalog asks its grain in the background; here the calendars are always the shipped ones.</summary>
internal sealed class ShippedCalendars : ICalendarSource
{
    public CalendarSet Current => BuiltInCalendars.Set;

    public Task Refresh() => Task.CompletedTask;
}
