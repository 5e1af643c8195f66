using System.Text.RegularExpressions;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>
/// What promises may be. A calendar that is named but does not exist cannot be told from the document alone: publishing asks the catalog
/// (<see cref="PolicyCalendars"/>), and a clock whose calendar is gone later counts around the clock.
/// </summary>
internal static partial class SlaValidator
{
    private const int MinTarget = 1;
    private const int MaxTarget = 365 * 86_400;

    public static ImmutableArray<FieldError> Check(SlaPolicy policy)
    {
        var definitions = policy.Definitions.OrEmpty();
        var ranges = new Ranges().AtMost(definitions.Length, 50, "/definitions").Text(policy.SupervisorQueue, 64, "/supervisorQueue");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < definitions.Length; i++)
        {
            Check(definitions[i], $"/definitions/{i}", names, ranges);
        }

        return ranges.Errors;
    }

    private static void Check(SlaDefinition definition, string at, HashSet<string> names, Ranges ranges)
    {
        ranges.That(NameFormat().IsMatch(definition.Name ?? ""), $"{at}/name", "Must be 1 to 64 of a-z, 0-9 and -.")
            .That(names.Add(definition.Name ?? ""), $"{at}/name", "Must be unique.")
            .That(definition.Calendar is null or { Length: > 0 and <= 64 }, $"{at}/calendar", "Must be 1 to 64 characters.");
        Check(definition.Start, $"{at}/start", ranges);
        Check(definition.Pause, $"{at}/pause", ranges);
        Check(definition.Resume, $"{at}/resume", ranges);
        Check(definition.Stop, $"{at}/stop", ranges);
        Check(definition.Cancel, $"{at}/cancel", ranges);
        foreach (var priority in Enum.GetValues<TicketPriority>())
        {
            if (definition.TargetSeconds.TryGetValue(priority, out var target))
            {
                ranges.Between(target, MinTarget, MaxTarget, $"{at}/targetSeconds/{priority}");
            }
            else
            {
                ranges.That(false, $"{at}/targetSeconds/{priority}", "Is required.");
            }
        }

        Check(definition.Warnings.OrEmpty(), $"{at}/warnings", ranges);
    }

    private static void Check(ClockCondition? condition, string at, Ranges ranges)
    {
        if (condition is null)
        {
            return;
        }

        var events = condition.Events.OrEmpty();
        ranges.That(!events.IsEmpty || !condition.Steps.IsDefaultOrEmpty, at, "Must name an event or a step.").AtMost(events.Length, 100, $"{at}/events");
        for (var i = 0; i < events.Length; i++)
        {
            ranges.That(ClockEvents.Names.Contains(events[i]), $"{at}/events/{i}", "Must be the name of an event that may happen to a case.");
        }
    }

    private static void Check(ImmutableArray<SlaWarning> warnings, string at, Ranges ranges)
    {
        ranges.AtMost(warnings.Length, 5, at);
        for (var i = 0; i < warnings.Length; i++)
        {
            ranges.Between(warnings[i].Percent, 1, 99, $"{at}/{i}/percent")
                .That(i == 0 || warnings[i].Percent > warnings[i - 1].Percent, $"{at}/{i}/percent", "Must be more than the one before.");
        }
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex NameFormat();
}
