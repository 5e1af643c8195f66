using System.Collections.Immutable;
using AfterSales.Deadlines;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Waits for somebody who does nothing.</summary>
internal static class Silence
{
    /// <summary>No clock escalates anything before silence does.</summary>
    public static PolicySet Unpromised { get; } = PolicySet.Default with { Sla = new Versioned<SlaPolicy>(1, new SlaPolicy { Definitions = [] }) };

    public static PolicySet Under(params ImmutableArray<DeadlineRule> rules) =>
        PolicySet.Default with { Deadlines = new Versioned<DeadlinePolicy>(7, new DeadlinePolicy { Rules = rules }) };

    /// <summary>What the case would do if the wheel woke it now.</summary>
    public static ImmutableArray<TicketEvent> Due(this Case waiting) =>
        waiting.EventsOf(DueDecider.Decide(waiting.State, waiting.Context(Caller.System)), Caller.System);

    /// <summary>Until the instant, which is not in the past.</summary>
    public static Case Until(this Case waiting, DateTimeOffset at) => waiting.Pass(at - waiting.Now);

    /// <summary>Does what is due now; whether that was anything.</summary>
    public static bool Fire(this Case waiting)
    {
        var events = waiting.Due();
        if (!events.IsEmpty)
        {
            waiting.Append(events, Caller.System);
        }

        return !events.IsEmpty;
    }

    /// <summary>Nobody acts until the deadline: not a moment before it anything is decided, and then once.</summary>
    public static DeadlineExpired Silent(this Case waiting)
    {
        var at = waiting.State.Deadline?.At ?? throw new InvalidOperationException($"Nobody is awaited in {waiting.State.Step}.");
        waiting.Until(at.AddTicks(-1));
        Assert.DoesNotContain(waiting.Due(), stored => stored is DeadlineExpired);
        waiting.Until(at);
        Assert.True(waiting.Fire());
        var expired = Assert.Single(waiting.Rows[^1].Events.OfType<DeadlineExpired>());
        Assert.DoesNotContain(waiting.Due(), stored => stored is DeadlineExpired);
        return expired;
    }
}
