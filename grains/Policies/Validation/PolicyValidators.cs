using AfterSales.ReadModel;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>What the values of each policy may be. A policy that passes cannot make a decider fail.</summary>
internal static class PolicyValidators
{
    private const int MaxDays = 36_500;

    public static ImmutableArray<FieldError> Check(EligibilityPolicy policy)
    {
        var ranges = new Ranges()
            .Texts(policy.NoReasonExcluded, 200, 64, "/noReasonExcluded")
            .Texts(policy.NoReasonExcludedWhenOpened, 200, 64, "/noReasonExcludedWhenOpened")
            .AtMost(policy.WarrantyDays.Count, 200, "/warrantyDays")
            .Between(policy.DefaultWarrantyDays, 0, MaxDays, "/defaultWarrantyDays")
            .Between(policy.MaxTicketsPerLine, 1, 100, "/maxTicketsPerLine");
        foreach (var (kind, windows) in policy.Kinds)
        {
            ranges.That(kind is not (TicketKind.Complaint or TicketKind.Consultation), $"/kinds/{kind}", "Dialogues are not limited per line.")
                .Between(windows.DeliveredDays, 0, MaxDays, $"/kinds/{kind}/deliveredDays")
                .Between(windows.QualityDays, 0, MaxDays, $"/kinds/{kind}/qualityDays");
        }

        foreach (var (category, days) in policy.WarrantyDays)
        {
            ranges.Text(category, 64, "/warrantyDays").Between(days, 0, MaxDays, $"/warrantyDays/{category}");
        }

        return ranges.Errors;
    }

    public static ImmutableArray<FieldError> Check(SelfServicePolicy policy)
    {
        var ranges = new Ranges().Text(policy.ReturnAddress, 500, "/returnAddress");
        if (policy.SmallAmount is { } budget)
        {
            ranges.Currency(budget.Currency, "/smallAmount/currency")
                .Between(budget.PerCase, 0, Ranges.MaxAmount, "/smallAmount/perCase")
                .Between(budget.PerDay, 0, Ranges.MaxAmount, "/smallAmount/perDay")
                .That(budget.PerDay >= budget.PerCase, "/smallAmount/perDay", "Must not be less than perCase.")
                .Between(budget.MaxCases, 1, 1_000, "/smallAmount/maxCases")
                .Between(budget.MaxCasesDays, 1, 365, "/smallAmount/maxCasesDays")
                // A customer's history reaches no further back.
                .Between(budget.AbuseBarDays, 0, CustomerHistory.Days, "/smallAmount/abuseBarDays");
        }

        return ranges.Errors;
    }

    public static ImmutableArray<FieldError> Check(ReviewPolicy policy)
    {
        var ranges = new Ranges()
            .AtMost(policy.ApprovalLimits.Count, 200, "/approvalLimits")
            .Between(policy.DefaultApprovalLimit, 0, Ranges.MaxAmount, "/defaultApprovalLimit")
            .Between(policy.ReopenDays, 0, 365, "/reopenDays")
            .Between(policy.DisputeDays, 0, 365, "/disputeDays")
            .Between(policy.MaxTags, 0, 100, "/maxTags");
        foreach (var (currency, limit) in policy.ApprovalLimits)
        {
            ranges.Currency(currency, $"/approvalLimits/{currency}").Between(limit, 0, Ranges.MaxAmount, $"/approvalLimits/{currency}");
        }

        return ranges.Errors;
    }

    public static ImmutableArray<FieldError> Check(TriagePolicy policy)
    {
        var ranges = new Ranges().AtMost(policy.Words.Count, 50, "/words").AtMost(policy.Rules.Length, 200, "/rules");
        foreach (var (name, words) in policy.Words)
        {
            ranges.Text(name, 64, "/words")
                .Texts(words.English, 1_000, 64, $"/words/{name}/english")
                .Texts(words.Chinese, 1_000, 64, $"/words/{name}/chinese");
        }

        var names = new HashSet<string>(StringComparer.Ordinal) { "default" };
        for (var i = 0; i < policy.Rules.Length; i++)
        {
            var rule = policy.Rules[i];
            ranges.Text(rule.Name, 64, $"/rules/{i}/name")
                .That(names.Add(rule.Name), $"/rules/{i}/name", "Must be unique, and not 'default'.")
                .That(rule.Words is null || policy.Words.ContainsKey(rule.Words), $"/rules/{i}/words", "Must name one of the word lists.")
                .Texts(rule.Tiers, 50, 64, $"/rules/{i}/tiers")
                .Between(rule.MinAmount, 0, Ranges.MaxAmount, $"/rules/{i}/minAmount")
                .Between(rule.MinRecentTickets, 0, CustomerHistory.MaxRecent, $"/rules/{i}/minRecentTickets");
        }

        return ranges.Errors;
    }

    public static ImmutableArray<FieldError> Check(IntakePolicy policy)
    {
        var ranges = new Ranges();
        foreach (var kind in Enum.GetValues<TicketKind>())
        {
            if (policy.Forms.TryGetValue(kind, out var form))
            {
                CheckQuestions(form.Questions.OrEmpty(), $"/forms/{kind}/questions", ranges);
            }
            else
            {
                ranges.That(false, $"/forms/{kind}", "Is required; a form may be empty.");
            }
        }

        return ranges.Errors;
    }

    private static void CheckQuestions(ImmutableArray<IntakeQuestion> questions, string pointer, Ranges ranges)
    {
        ranges.AtMost(questions.Length, 50, pointer);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < questions.Length; i++)
        {
            var (at, question) = ($"{pointer}/{i}", questions[i]);
            ranges.Text(question.Id, 64, $"{at}/id")
                .That(ids.Add(question.Id), $"{at}/id", "Must be unique within the form.")
                .That(question.Text.ContainsKey("zh-CN") && question.Text.ContainsKey("en"), $"{at}/text", "Must hold zh-CN and en.")
                .That(question.Text.Values.All(text => text is { Length: > 0 and <= 500 }), $"{at}/text", "Must be 1 to 500 characters in every language.")
                .Texts(question.Options, 50, 100, $"{at}/options");
        }
    }
}
