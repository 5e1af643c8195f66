using AfterSales.Policies;

namespace AfterSales.Notifications;

/// <summary>Who can be told something: a subject on its side, or everybody with a role. Subjects never begin as role inboxes do. Pure.</summary>
internal static class Recipients
{
    public const string RolePrefix = "role:";

    private static readonly ImmutableArray<(Roles Role, Recipient Inbox)> Inboxes =
    [
        .. new[]
        {
            Roles.Agent, Roles.Lead, Roles.Warehouse, Roles.Finance, Roles.Workshop, Roles.Logistics, Roles.Quality, Roles.Arbitrator, Roles.Integration, Roles.Admin,
        }.Select(role => (role, OfRole(role))),
    ];

    public static Recipient Lead { get; } = OfRole(Roles.Lead);

    public static Recipient OfRole(Roles role) => Staff(RolePrefix + role.ToString().ToLowerInvariant());

    /// <summary>A subject from outside that looks like a role's inbox would read it.</summary>
    public static bool IsSubject(string? subject) => !string.IsNullOrEmpty(subject) && !subject.StartsWith(RolePrefix, StringComparison.Ordinal);

    /// <summary>Whose notifications a caller reads: his own, on the sides that his roles are of, and those of his roles.</summary>
    public static ImmutableArray<Recipient> Of(Caller caller)
    {
        var ofRoles = Inboxes.Where(inbox => caller.HasAny(inbox.Role)).Select(inbox => inbox.Inbox);
        return IsSubject(caller.Subject) ? [.. SidesOf(caller).Select(side => new Recipient(caller.Subject, side)), .. ofRoles] : [.. ofRoles];
    }

    /// <summary>Usually one; both for a token with roles of both.</summary>
    public static ImmutableArray<RecipientSide> SidesOf(Caller caller) => (caller.IsStaff, caller.HasAny(Roles.Customer)) switch
    {
        (true, true) => [RecipientSide.Staff, RecipientSide.Customer],
        (true, false) => [RecipientSide.Staff],
        (false, true) => [RecipientSide.Customer],
        _ => [],
    };

    /// <summary>Who is meant by an audience in a case; nobody when the case has no such person.</summary>
    public static IEnumerable<Recipient> Of(NotificationAudience audience, Occasion occasion, CaseFacts facts, NotificationPolicy policy) => audience switch
    {
        NotificationAudience.Customer => One(facts.CustomerId, RecipientSide.Customer),
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
            .Select(category => policy.TechnicalContacts.GetValueOrDefault(category)).OfType<string>().Distinct(StringComparer.Ordinal).Select(Staff),
        _ => [],
    };

    private static Recipient[] OfLadder(ImmutableArray<LadderAction> actions, CaseFacts facts)
    {
        var owner = actions.Contains(LadderAction.NotifyOwner) ? One(facts.Owner ?? facts.Assignee) : [];
        return actions.Contains(LadderAction.NotifyLead) ? [.. owner, Lead] : owner;
    }

    private static Recipient Staff(string name) => new(name, RecipientSide.Staff);

    private static Recipient[] One(string? subject, RecipientSide side = RecipientSide.Staff) => IsSubject(subject) ? [new(subject!, side)] : [];
}
