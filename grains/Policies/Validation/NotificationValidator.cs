using System.Text.RegularExpressions;
using AfterSales.Notifications;

namespace AfterSales.Policies;

/// <summary>What the policy of notifications may say. One that passes can always be shown in both languages.</summary>
internal static partial class NotificationValidator
{
    private const int MaxRules = 200;
    private const int MaxTitle = 100;
    private const int MaxBody = 1_000;

    public static ImmutableArray<FieldError> Check(NotificationPolicy policy)
    {
        var ranges = new Ranges()
            .AtMost(policy.Rules.OrEmpty().Length, MaxRules, "/rules")
            .AtMost(policy.Templates.Count, MaxRules, "/templates")
            .AtMost(policy.TechnicalContacts.Count, MaxRules, "/technicalContacts")
            .That(NoticeLanguages.Has(policy.Language), "/language", $"Must be one of {string.Join(", ", NoticeLanguages.All)}.")
            .That(QuietHours.IsTime(policy.Quiet.From), "/quiet/from", "Must be a time HH:mm.")
            .That(QuietHours.IsTime(policy.Quiet.To), "/quiet/to", "Must be a time HH:mm.")
            .That(QuietHours.IsZone(policy.Quiet.Zone), "/quiet/zone", "Must be an IANA time zone.");
        for (var i = 0; i < policy.Rules.OrEmpty().Length; i++)
        {
            Check(policy.Rules[i], $"/rules/{i}", policy, ranges);
        }

        foreach (var (name, template) in policy.Templates)
        {
            var at = $"/templates/{name}";
            ranges.That(Name().IsMatch(name), at, "Must be named by 1-64 of a-z, 0-9 and '-'.");
            Check(template.Title, MaxTitle, oneLine: true, $"{at}/title", ranges);
            Check(template.Body, MaxBody, oneLine: false, $"{at}/body", ranges);
        }

        foreach (var (category, contact) in policy.TechnicalContacts)
        {
            ranges.Text(category, 64, $"/technicalContacts/{category}")
                .That(Subject().IsMatch(contact), $"/technicalContacts/{category}", "Must be a subject: 1-64 of A-Z, a-z, 0-9, '.', '_', ':' and '-'.");
        }

        return ranges.Errors;
    }

    private static void Check(NotificationRule rule, string at, NotificationPolicy policy, Ranges ranges)
    {
        ranges.That(Occasions.Names.Contains(rule.Event), $"{at}/event", "Must be an event of a case or one of the names that say more.")
            .That(rule.To.OrEmpty().Length is > 0 and <= 20, $"{at}/to", "Must hold 1 to 20.")
            .That(rule.Channels.OrEmpty().Length is > 0 and <= 10, $"{at}/channels", "Must hold 1 to 10.")
            .That(policy.Templates.ContainsKey(rule.Template ?? rule.Event), rule.Template is null ? $"{at}/event" : $"{at}/template", "Must have a template of its name.");
        for (var i = 0; i < rule.Channels.OrEmpty().Length; i++)
        {
            ranges.That(Name().IsMatch(rule.Channels[i]), $"{at}/channels/{i}", "Must be 1-64 of a-z, 0-9 and '-'.");
        }
    }

    private static void Check(ImmutableDictionary<string, string> text, int most, bool oneLine, string at, Ranges ranges)
    {
        foreach (var language in NoticeLanguages.All)
        {
            ranges.That(text.ContainsKey(language), $"{at}/{language}", "Is required.");
        }

        foreach (var (language, words) in text)
        {
            ranges.That(NoticeLanguages.Has(language), $"{at}/{language}", $"Must be one of {string.Join(", ", NoticeLanguages.All)}.")
                .Text(words, most, $"{at}/{language}")
                .That(!words.Any(c => char.IsControl(c) && (oneLine || c != '\n')), $"{at}/{language}", "Must not hold control characters.");
            foreach (var unknown in NoticeTemplates.Unknown(words))
            {
                ranges.That(false, $"{at}/{language}", $"'{unknown}' is no placeholder; there are {string.Join(", ", NoticeValues.Names)}.");
            }
        }
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]{1,64}\z")]
    private static partial Regex Subject();
}
