using AfterSales.Policies;
using AfterSales.Tickets;

namespace AfterSales.Notifications;

/// <summary>Who is told of the events of a row, by the policy. Pure: the same row, facts and policy give the same notifications.</summary>
internal static class NoticeRules
{
    /// <summary>Whether the case has to be looked at for this row at all.</summary>
    public static bool Concerns(NoticeRow row, NotificationPolicy policy) => row.Events.Any(stored => Occasions.Of(stored).Any(occasion => RulesOf(occasion, policy).Any()));

    /// <summary>Whether the product categories of the case matter.</summary>
    public static bool AsksForProducts(NoticeRow row, NotificationPolicy policy) => !policy.TechnicalContacts.IsEmpty && row.Events.Any(stored =>
        Occasions.Of(stored).Any(occasion => RulesOf(occasion, policy).Any(rule => rule.To.OrEmpty().Contains(NotificationAudience.TechnicalContact))));

    public static ImmutableArray<NoticeDraft> Decide(NoticeRow row, CaseFacts facts, NotificationPolicy policy)
    {
        var drafts = ImmutableArray.CreateBuilder<NoticeDraft>();
        var told = new HashSet<(Recipient Recipient, string Cause)>();
        for (var index = 0; index < row.Events.Length; index++)
        {
            var reached = new HashSet<(Recipient Recipient, string Channel)>();
            var stored = row.Events[index];
            foreach (var occasion in Occasions.Of(stored))
            {
                foreach (var rule in RulesOf(occasion, policy))
                {
                    foreach (var recipient in rule.To.OrEmpty().SelectMany(audience => Recipients.Of(audience, occasion, facts, policy)).Distinct())
                    {
                        if (IsOwnAction(stored, row, recipient) || (stored is CaseEscalated && told.Contains((recipient, occasion.Cause!))))
                        {
                            continue;
                        }

                        drafts.AddRange(rule.Channels.OrEmpty()
                            .Where(channel => reached.Add((recipient, channel)))
                            .Select(channel => Draft(row, index, recipient, channel, occasion, rule, facts)));
                    }
                }
            }

            told.UnionWith(reached.SelectMany(reach => Occasions.Of(stored).Where(occasion => occasion.Cause is not null).Select(occasion => (reach.Recipient, occasion.Cause!))));
        }

        return drafts.DrainToImmutable();
    }

    private static IEnumerable<NotificationRule> RulesOf(Occasion occasion, NotificationPolicy policy) =>
        policy.Rules.OrEmpty().Where(rule => rule.Event == occasion.Name);

    /// <summary>What the system or time did in the row of a caller was not his doing.</summary>
    private static bool IsOwnAction(TicketEvent stored, NoticeRow row, Recipient recipient) =>
        recipient.Name == row.Actor && IsOn(recipient.Side, stored.By) && stored is not IPromiseEvent && (stored.By & Roles.System) == 0;

    /// <summary>What an agent did, a customer of the same subject did not. An event that does not say by which role may have been either's.</summary>
    private static bool IsOn(RecipientSide side, Roles by) => by == Roles.None || (by & (side == RecipientSide.Customer ? Roles.Customer : Roles.Staff)) != 0;

    private static NoticeDraft Draft(NoticeRow row, int index, Recipient recipient, string channel, Occasion occasion, NotificationRule rule, CaseFacts facts) => new(
        NoticeIds.Of(row.TicketId, row.Seq, index, recipient, channel),
        row.TicketId,
        recipient,
        channel,
        occasion.Name,
        rule.Template ?? rule.Event,
        row.At,
        occasion.Urgent || facts.Priority == TicketPriority.P1,
        Complete(occasion.Values, facts));

    private static ImmutableDictionary<string, string> Complete(ImmutableDictionary<string, string> values, CaseFacts facts)
    {
        values = values.SetItem(NoticeValues.Kind, facts.Kind.ToString()).SetItem(NoticeValues.Priority, facts.Priority.ToString());
        values = values.ContainsKey(NoticeValues.Step) ? values : values.Add(NoticeValues.Step, facts.Step.ToString());
        return facts.ProductCategories.IsDefaultOrEmpty ? values : values.SetItem(NoticeValues.Product, string.Join(", ", facts.ProductCategories.Distinct(StringComparer.Ordinal)));
    }
}
