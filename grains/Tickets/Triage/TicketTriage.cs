using AfterSales.Policies;

namespace AfterSales.Tickets;

/// <summary>What triage looks at. Texts are used for words only and never stored with the result.</summary>
internal sealed record TriageInput(TicketKind Kind, TicketCategory Category, Channel Channel, string? Tier, long? Amount, int RecentTickets, string Text);

/// <param name="Priority">The priority.</param>
/// <param name="Rule">Name of the rule that set it, or <c>default</c>.</param>
internal sealed record TriageResult(TicketPriority Priority, string Rule);

/// <summary>Priority by ordered rules; the first match wins (domain.md section 5). Pure.</summary>
internal static class TicketTriage
{
    public static TriageResult Decide(TriagePolicy policy, TriageInput input)
    {
        foreach (var rule in policy.Rules.OrEmpty())
        {
            if (Matches(rule, policy, input))
            {
                return new TriageResult(rule.Priority, rule.Name);
            }
        }

        return new TriageResult(policy.Default, "default");
    }

    private static bool Matches(TriageRule rule, TriagePolicy policy, TriageInput input) =>
        (rule.Kinds.IsDefaultOrEmpty || rule.Kinds.Contains(input.Kind))
        && (rule.Categories.IsDefaultOrEmpty || rule.Categories.Contains(input.Category))
        && (rule.Channels.IsDefaultOrEmpty || rule.Channels.Contains(input.Channel))
        && (rule.Tiers.IsDefaultOrEmpty || (input.Tier is { } tier && rule.Tiers.Contains(tier, StringComparer.OrdinalIgnoreCase)))
        && (rule.MinAmount is not { } amount || input.Amount >= amount)
        && (rule.MinRecentTickets is not { } recent || input.RecentTickets >= recent)
        && (rule.Words is not { } list || (policy.Words.TryGetValue(list, out var words) && WordMatcher.ContainsAny(input.Text, words)));
}
