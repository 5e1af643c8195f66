using AfterSales.Policies;

namespace AfterSales.Notifications;

/// <summary>Who can be told something: a subject, or everybody with a role. Subjects never begin as role inboxes do. Pure.</summary>
internal static class Recipients
{
    public const string RolePrefix = "role:";

    private static readonly ImmutableArray<(Roles Role, string Inbox)> Inboxes =
    [
        .. new[]
        {
            Roles.Agent, Roles.Lead, Roles.Warehouse, Roles.Finance, Roles.Workshop, Roles.Logistics, Roles.Quality, Roles.Arbitrator, Roles.Integration, Roles.Admin,
        }.Select(role => (role, OfRole(role))),
    ];

    public static string Lead { get; } = OfRole(Roles.Lead);

    public static string OfRole(Roles role) => RolePrefix + role.ToString().ToLowerInvariant();

    /// <summary>A subject from outside that looks like a role's inbox would read it.</summary>
    public static bool IsSubject(string? subject) => !string.IsNullOrEmpty(subject) && !subject.StartsWith(RolePrefix, StringComparison.Ordinal);

    /// <summary>Whose notifications a caller reads: his own, and those of his roles.</summary>
    public static ImmutableArray<string> Of(Caller caller)
    {
        var own = Inboxes.Where(inbox => caller.HasAny(inbox.Role)).Select(inbox => inbox.Inbox);
        return IsSubject(caller.Subject) ? [caller.Subject, .. own] : [.. own];
    }

    /// <summary>Who is meant by an audience in a case; nobody when the case has no such person.</summary>
    public static IEnumerable<string> Of(NotificationAudience audience, Occasion occasion, CaseFacts facts, NotificationPolicy policy) => audience switch
    {
        NotificationAudience.Customer => One(facts.CustomerId),
        NotificationAudience.Owner => One(facts.Owner ?? facts.Assignee),
        NotificationAudience.Assignee => One(occasion.Agent ?? facts.Assignee ?? facts.Owner),
        NotificationAudience.Ladder => OfLadder(occasion.Ladder, facts),
        NotificationAudience.Lead => [Lead],
        NotificationAudience.Warehouse => [OfRole(Roles.Warehouse)],
        NotificationAudience.Finance => [OfRole(Roles.Finance)],
        NotificationAudience.Workshop => [OfRole(Roles.Workshop)],
        NotificationAudience.Logistics => [OfRole(Roles.Logistics)],
        NotificationAudience.Quality => [OfRole(Roles.Quality)],
        NotificationAudience.Arbitrator => [OfRole(Roles.Arbitrator)],
        NotificationAudience.TechnicalContact => facts.ProductCategories
            .Select(category => policy.TechnicalContacts.GetValueOrDefault(category)).OfType<string>().Distinct(StringComparer.Ordinal),
        _ => [],
    };

    private static string[] OfLadder(ImmutableArray<LadderAction> actions, CaseFacts facts)
    {
        var owner = actions.Contains(LadderAction.NotifyOwner) ? One(facts.Owner ?? facts.Assignee) : [];
        return actions.Contains(LadderAction.NotifyLead) ? [.. owner, Lead] : owner;
    }

    private static string[] One(string? subject) => IsSubject(subject) ? [subject!] : [];
}
