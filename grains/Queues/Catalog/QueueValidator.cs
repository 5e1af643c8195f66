using System.Text.RegularExpressions;
using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Routing;

namespace AfterSales.Queues;

/// <summary>What a queue may be; names every error at once, with its JSON pointer.</summary>
internal static partial class QueueValidator
{
    private const int MaxTargets = 10;
    private const int MaxSkills = 20;
    private const int MaxWaiting = 1_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static ImmutableArray<FieldError> Check(string id, QueueDefinition definition, QueueCatalogDocument document, RoutingPolicy policy, CalendarSet calendars)
    {
        var ranges = new Ranges()
            .That(Word().IsMatch(id), "/id", "Must be 1 to 64 of letters, digits, '.', '_', ':' and '-'.")
            .That(
                document.Queues.Any(queue => queue.Id == id) || document.Queues.Length < QueueChanges.MaxQueues,
                "/id",
                $"There may be at most {QueueChanges.MaxQueues} queues.")
            .Text(definition.Name, 100, "/name")
            .That(Word().IsMatch(definition.Department ?? ""), "/department", "Must be 1 to 64 of letters, digits, '.', '_', ':' and '-'.")
            .That(Enum.IsDefined(definition.Mode), "/mode", "Must be Auto or Offer.")
            .That(IsBetween(definition.OfferTimeout, TimeSpan.FromHours(1)), "/offerTimeout", "Must be 1 second to 1 hour.")
            .Between(definition.MaxWaiting, 1, MaxWaiting, "/maxWaiting")
            .That(definition.Calendar is not { } calendar || calendars.Has(calendar), "/calendar", "Must be an existing calendar.");
        Skills(definition.RequiredSkills.OrEmpty(), "/requiredSkills", policy, ranges);
        Targets(definition.Targets.OrEmpty(), policy, ranges);
        Overflow(id, definition, document, ranges);
        return ranges.Errors;
    }

    private static void Targets(ImmutableArray<RelaxedTarget> targets, RoutingPolicy policy, Ranges ranges)
    {
        ranges.AtMost(targets.Length, MaxTargets, "/targets");
        for (var i = 0; i < targets.Length; i++)
        {
            ranges.That(IsBetween(targets[i].After, Longest), $"/targets/{i}/after", "Must be 1 second to 30 days.")
                .That(i == 0 || targets[i].After > targets[i - 1].After, $"/targets/{i}/after", "Must be later than the one before.");
            Skills(targets[i].Skills.OrEmpty(), $"/targets/{i}/skills", policy, ranges);
        }
    }

    private static void Skills(ImmutableArray<SkillLevel> skills, string at, RoutingPolicy policy, Ranges ranges)
    {
        ranges.AtMost(skills.Length, MaxSkills, at);
        for (var i = 0; i < skills.Length; i++)
        {
            var skill = skills[i].Skill ?? "";
            ranges.That(RoutingValidator.IsKnown(skill, policy), $"{at}/{i}/skill", "Must be one of the routing policy's skills, or lang:*.")
                .That(!skills.Take(i).Any(other => other.Skill == skill), $"{at}/{i}/skill", "Must not be named twice.")
                .Between(skills[i].Level, 1, 5, $"{at}/{i}/level");
        }
    }

    private static void Overflow(string id, QueueDefinition definition, QueueCatalogDocument document, Ranges ranges)
    {
        ranges.That(definition.OverflowAfter is null || definition.OverflowQueue is not null, "/overflowAfter", "Needs an overflow queue.")
            .That(definition.OverflowAfter is not { } after || IsBetween(after, Longest), "/overflowAfter", "Must be 1 second to 30 days.");
        if (definition.OverflowQueue is { } target)
        {
            ranges.That(target != id, "/overflowQueue", "Must be another queue.")
                .That(target == id || document.Queues.Any(queue => queue.Id == target), "/overflowQueue", "Must be an existing queue.")
                .That(target == id || !LeadsBack(id, target, document), "/overflowQueue", "Must not overflow back into this queue.");
        }
    }

    private static bool LeadsBack(string id, string target, QueueCatalogDocument document)
    {
        var next = target;
        for (var steps = 0; next is not null && next != id && steps < QueueChanges.MaxQueues; steps++)
        {
            next = document.Queues.FirstOrDefault(queue => queue.Id == next)?.Definition.OverflowQueue;
        }

        return next == id;
    }

    private static bool IsBetween(TimeSpan time, TimeSpan longest) => time >= TimeSpan.FromSeconds(1) && time <= longest;

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]{1,64}\z")]
    private static partial Regex Word();
}
