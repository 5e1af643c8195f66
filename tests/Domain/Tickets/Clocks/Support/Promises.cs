using System.Collections.Immutable;
using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>Short ways to promise something and to read the ledger.</summary>
internal static class Promises
{
    public const int Hour = 3_600;

    /// <summary>One that starts with the case and ends with a reply, after an hour at every priority.</summary>
    public static SlaDefinition Answer { get; } = new()
    {
        Name = "answer", Start = On("opened"), Stop = On("replied"), TargetSeconds = Seconds(Hour, Hour, Hour, Hour), Warnings = [], OnBreach = [],
    };

    public static PolicySet Under(params ImmutableArray<SlaDefinition> definitions) => Under(1, definitions);

    public static PolicySet Under(int version, params ImmutableArray<SlaDefinition> definitions) =>
        PolicySet.Default with { Sla = new Versioned<SlaPolicy>(version, new SlaPolicy { Definitions = definitions }) };

    public static ClockCondition On(params ImmutableArray<string> events) => new() { Events = events };

    public static ClockCondition In(params ImmutableArray<TicketStep> steps) => new() { Steps = steps };

    public static ImmutableDictionary<TicketPriority, int> Seconds(int p1, int p2, int p3, int p4) =>
        ImmutableDictionary.CreateRange([new(TicketPriority.P1, p1), new(TicketPriority.P2, p2), new(TicketPriority.P3, p3), KeyValuePair.Create(TicketPriority.P4, p4)]);

    public static TicketClock Clock(this Case told, string name) => told.State.Clocks.Single(clock => clock.Name == name);

    public static TimeSpan Consumed(this Case told, string name) => ClockTime.Consumed(told.Clock(name), told.Now, told.Calendars);

    /// <summary>Nobody acts until what is due next, and then the wheel comes.</summary>
    public static Case WaitAndFire(this Case waiting)
    {
        var due = DueDecider.Next(waiting.State)!.Value;
        waiting.Until(due.AddTicks(-1));
        Assert.Empty(waiting.Due());
        waiting.Until(due);
        Assert.True(waiting.Fire());
        return waiting;
    }

    /// <summary>What the last row says of promises, in its order.</summary>
    public static IReadOnlyList<string> Ledger(this Case told) => [.. told.Rows[^1].Events.Select(Line).OfType<string>()];

    private static string? Line(TicketEvent stored) => stored switch
    {
        SlaActivated e => $"+ {string.Join(" ", e.Clocks.Select(start => start.Clock))}",
        SlaRetargeted e => $"~ {string.Join(" ", e.Clocks.Select(start => start.Clock))}",
        SlaPaused e => $"paused {string.Join(" ", e.Clocks)}",
        SlaPauseRefused e => $"refused {string.Join(" ", e.Clocks)}",
        SlaResumed e => $"resumed {string.Join(" ", e.Clocks)}",
        SlaFulfilled e => $"kept {string.Join(" ", e.Clocks)}",
        SlaCancelled e => $"cancelled {string.Join(" ", e.Clocks)}",
        SlaWarned e => $"{e.Percent}% {e.Clock}",
        SlaBreached e => $"broken {e.Clock}",
        CaseEscalated e => $"escalated {e.Cause}",
        PrioritySet { By: Roles.System } e => $"raised {e.Priority}",
        _ => null,
    };
}
