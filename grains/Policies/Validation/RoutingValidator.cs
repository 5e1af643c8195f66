using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>What the values of the routing policy may be.</summary>
internal static class RoutingValidator
{
    private const int MaxUnits = 10_000;
    private const int DaySeconds = 86_400;

    public static ImmutableArray<FieldError> Check(RoutingPolicy policy)
    {
        var ranges = new Ranges()
            .AtMost(policy.Rules.Length, 200, "/rules")
            .Text(policy.DefaultQueue, 64, "/defaultQueue")
            .Between(policy.DefaultUnits, 1, MaxUnits, "/defaultUnits")
            .Between(policy.DefaultHandlingSeconds, 1, DaySeconds, "/defaultHandlingSeconds")
            .Between(policy.FirstActionTimeoutSeconds, 0, 7 * DaySeconds, "/firstActionTimeoutSeconds")
            .Between(policy.RampUpSeconds, 0, 3_600, "/rampUpSeconds")
            .Between(policy.RampUpPerMinute, 1, 100_000, "/rampUpPerMinute")
            .Between(policy.AwaySeconds, 0, DaySeconds, "/awaySeconds")
            .Texts(policy.Skills, 500, 40, "/skills");
        Each(policy.UnitsByChannel, MaxUnits, "/unitsByChannel", ranges);
        Each(policy.UnitsByKind, MaxUnits, "/unitsByKind", ranges);
        Each(policy.HandlingSeconds, DaySeconds, "/handlingSeconds", ranges);
        Each(policy.FirstResponseSeconds, 30 * DaySeconds, "/firstResponseSeconds", ranges);
        foreach (var priority in Enum.GetValues<Tickets.TicketPriority>())
        {
            ranges.That(policy.FirstResponseSeconds.ContainsKey(priority), $"/firstResponseSeconds/{priority}", "Is required.");
        }

        var names = RoutingReasons.OfWaits.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < policy.Rules.Length; i++)
        {
            Check(policy.Rules[i], $"/rules/{i}", names, policy, ranges);
        }

        return ranges.Errors;
    }

    private static void Check(RoutingRule rule, string at, HashSet<string> names, RoutingPolicy policy, Ranges ranges)
    {
        ranges.Text(rule.Name, 64, $"{at}/name")
            .That(names.Add(rule.Name), $"{at}/name", $"Must be unique, and none of {string.Join(", ", RoutingReasons.OfWaits)}.")
            .Text(rule.Queue, 64, $"{at}/queue")
            .Texts(rule.Departments, 50, 64, $"{at}/departments")
            .Texts(rule.ProductCategories, 50, 64, $"{at}/productCategories")
            .Texts(rule.Languages, 10, 10, $"{at}/languages")
            .Texts(rule.Tiers, 50, 64, $"{at}/tiers")
            .Between(rule.MinAmount, 0, Ranges.MaxAmount, $"{at}/minAmount")
            .Between(rule.MinRecentTickets, 0, CustomerHistory.MaxRecent, $"{at}/minRecentTickets")
            .AtMost(rule.Skills.OrEmpty().Length, 20, $"{at}/skills");
        for (var i = 0; i < rule.Skills.OrEmpty().Length; i++)
        {
            ranges.That(IsKnown(rule.Skills[i].Skill, policy), $"{at}/skills/{i}/skill", "Must be one of the policy's skills, or lang:*.")
                .Between(rule.Skills[i].Level, 1, 5, $"{at}/skills/{i}/level");
        }
    }

    /// <summary>Whether a skill is one of the policy's, or a language.</summary>
    public static bool IsKnown(string skill, RoutingPolicy policy) =>
        policy.Skills.Contains(skill) || (skill.StartsWith(Serving.LanguagePrefix, StringComparison.Ordinal) && skill.Length > Serving.LanguagePrefix.Length);

    private static void Each<TKey>(ImmutableDictionary<TKey, int> values, int most, string pointer, Ranges ranges)
        where TKey : notnull
    {
        foreach (var (key, value) in values)
        {
            ranges.Between(value, 1, most, $"{pointer}/{key}");
        }
    }
}
