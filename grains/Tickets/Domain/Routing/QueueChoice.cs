using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>The queue that the rules name for a case (domain.md section 6): the first rule that matches and whose queue exists. Pure.</summary>
/// <param name="Queue">An existing queue.</param>
/// <param name="Skills">Needed beside the queue's own.</param>
/// <param name="Rule">Name of the rule, or <c>default</c>.</param>
/// <param name="PolicyVersion">Version of the routing policy.</param>
internal readonly record struct QueueChoice(string Queue, ImmutableArray<SkillLevel> Skills, string Rule, int PolicyVersion)
{
    public static QueueChoice Of(TicketState state, string department, Versioned<RoutingPolicy> policy, QueueSet queues)
    {
        foreach (var rule in policy.Policy.Rules.OrEmpty())
        {
            if (Matches(rule, state, department) && queues.Has(rule.Queue))
            {
                return new QueueChoice(rule.Queue, rule.Skills.OrEmpty(), rule.Name, policy.Version);
            }
        }

        var queue = queues.Has(policy.Policy.DefaultQueue) ? policy.Policy.DefaultQueue : BuiltInQueues.General;
        return new QueueChoice(queue, [], RoutingReasons.Default, policy.Version);
    }

    private static bool Matches(RoutingRule rule, TicketState state, string department) =>
        (rule.Departments.IsDefaultOrEmpty || rule.Departments.Contains(department))
        && (rule.Kinds.IsDefaultOrEmpty || rule.Kinds.Contains(state.Kind))
        && (rule.Categories.IsDefaultOrEmpty || rule.Categories.Contains(state.Category))
        && (rule.Channels.IsDefaultOrEmpty || rule.Channels.Contains(state.Channel))
        && (rule.AfterInspection is not { } inspected || inspected == IsAfterInspection(state, department))
        && (rule.MinAmount is not { } amount || (state.Requested ?? state.Claim)?.Amount >= amount)
        && (rule.MinRecentTickets is not { } recent || state.RecentTickets >= recent)
        && (rule.OrderStates.IsDefaultOrEmpty || (state.OrderProgress is { } progress && rule.OrderStates.Contains(progress)))
        && (rule.Languages.IsDefaultOrEmpty || HasWord(rule.Languages, state.Language))
        && (rule.Tiers.IsDefaultOrEmpty || HasWord(rule.Tiers, state.Tier))
        && (rule.ProductCategories.IsDefaultOrEmpty || HasProduct(rule.ProductCategories, state));

    /// <summary>The goods were looked at and the case came back to a decision.</summary>
    private static bool IsAfterInspection(TicketState state, string department) => state.Receipt is not null && department == Departments.Service;

    private static bool HasWord(ImmutableArray<string> words, string? word) => word is not null && words.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static bool HasProduct(ImmutableArray<string> categories, TicketState state)
    {
        foreach (var line in state.Lines)
        {
            if (HasWord(categories, line.Category))
            {
                return true;
            }
        }

        return false;
    }
}
