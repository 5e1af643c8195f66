using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Tests.Domain.Calendars;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>Draws policies, mostly strange ones, and moments.</summary>
#pragma warning disable CA5394 // Repeatable by seed is the point; nothing here is a secret.
internal sealed class RandomSla(int seed)
{
    private static readonly ImmutableArray<string> Events = [.. ClockEvents.Names];
    private static readonly ImmutableArray<string> Frequent =
        ["opened", "replied", "customer-wrote", "approved", "rejected", "info-requested", "noted", "assigned", "queued", "priority-set", "offer-made"];

    private readonly Random _random = new(seed);

    public static CalendarSet Calendars { get; } = new(new CalendarCatalogDocument(1,
    [
        Document("office", Make.Definition("Asia/Shanghai", Make.Weekdays(Make.Office), Make.Day("2026-03-10"))),
        Document("night", Make.Definition("Europe/Berlin", Make.EveryDay(Make.Hours("00:00-06:00", "22:30-24:00")))),
    ]));

    public SlaPolicy Policy() => new() { Definitions = [.. Enumerable.Range(0, _random.Next(1, 7)).Select(Definition)] };

    /// <summary>Another target, calendar or rest here and there, a definition more or less.</summary>
    public SlaPolicy Changed(SlaPolicy policy)
    {
        var definitions = policy.Definitions.Where(_ => !Chance(8)).Select(definition => Chance(2) ? definition : Chance(3) ? definition with { Pause = Rest() } : definition with
        {
            TargetSeconds = Targets(), Calendar = Chance(2) ? Calendar() : definition.Calendar, Kinds = Chance(6) ? [Any(Enum.GetValues<TicketKind>())] : definition.Kinds,
            Pause = Chance(3) ? Rest() : definition.Pause,
        });
        var number = 100 + policy.Definitions.Length + _random.Next(100_000);
        return policy with { Definitions = [.. definitions, .. Chance(4) ? [Definition(number)] : ImmutableArray<SlaDefinition>.Empty] };
    }

    public bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    /// <summary>From a moment to days, to the microsecond.</summary>
    public TimeSpan Time() => TimeSpan.FromMicroseconds(Math.Floor(Math.Pow(10, _random.NextDouble() * 11.6)));

    private SlaDefinition Definition(int number) => new()
    {
        Name = $"promise-{number}",
        Type = Any(Enum.GetValues<SlaType>()),
        Kinds = Chance(4) ? [Any(Enum.GetValues<TicketKind>()), Any(Enum.GetValues<TicketKind>())] : [],
        Start = Condition(),
        NotIn = Chance(3) ? [Any(Enum.GetValues<TicketStep>()), Any(Enum.GetValues<TicketStep>())] : [],
        GoodsHere = Any<bool?>([null, null, null, null, true, false]),
        Pause = Rest(),
        Resume = Chance(2) ? Condition() : null,
        Stop = Condition(),
        Cancel = Chance(2) ? Condition() : null,
        TargetSeconds = Targets(),
        Calendar = Calendar(),
        Warnings = Any<ImmutableArray<SlaWarning>>([SlaDefaults.Ladder, [], [new SlaWarning { Percent = 33, Actions = [LadderAction.RaisePriority, LadderAction.SupervisorQueue] }]]),
        OnBreach = Any<ImmutableArray<LadderAction>>([[], [LadderAction.Escalate, LadderAction.SupervisorQueue], [LadderAction.RaisePriority]]),
    };

    private ClockCondition? Rest() => Chance(2) ? Condition() : null;

    private ClockCondition Condition()
    {
        var steps = Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Any(Enum.GetValues<TicketStep>())).Distinct();
        var events = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Any(Chance(3) ? Events : Frequent)).Distinct();
        return new ClockCondition { Steps = [.. steps], Events = [.. events] };
    }

    private string? Calendar() => Any<string?>([null, null, "office", "night", "nowhere"]);

    private ImmutableDictionary<TicketPriority, int> Targets() =>
        Enum.GetValues<TicketPriority>().ToImmutableDictionary(priority => priority, _ => (int)Math.Clamp(Time().TotalSeconds, 60, 864_000));

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static CalendarDocument Document(string id, CalendarDefinition definition) => new(id, 1, definition, null, null);
}
