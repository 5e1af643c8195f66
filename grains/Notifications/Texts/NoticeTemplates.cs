using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Policies;
using AfterSales.Tickets;
using NodaTime;

namespace AfterSales.Notifications;

/// <summary>A notification in words.</summary>
internal sealed record NoticeText(string Title, string Body);

/// <summary>Puts values into templates, in the language and zone of whoever reads. Pure.</summary>
internal static partial class NoticeTemplates
{
    /// <summary>Currencies without minor units, as far as shops here meet them; all others have two digits.</summary>
    private static readonly ImmutableHashSet<string> WholeCurrencies = ["JPY", "KRW", "VND"];

    /// <summary>Names in braces that are no placeholders.</summary>
    public static IEnumerable<string> Unknown(string template) =>
        Placeholder().Matches(template).Select(match => match.Groups[1].Value).Where(name => !NoticeValues.Names.Contains(name)).Distinct(StringComparer.Ordinal);

    /// <summary>A template that is gone is replaced by the built-in one, or by the name of the event.</summary>
    public static NoticeText Render(NoticeContent notice, NotificationPolicy policy, string language, DateTimeZone zone)
    {
        var template = policy.Templates.GetValueOrDefault(notice.Template) ?? NotificationDefaults.Templates.GetValueOrDefault(notice.Event);
        return template is null
            ? new NoticeText(notice.Event, notice.Event)
            : new NoticeText(Fill(template.Title, notice, language, zone), Fill(template.Body, notice, language, zone));
    }

    /// <summary>In the language and zone of a contact, or else of the policy.</summary>
    public static (NoticeText Text, string Language) Render(NoticeContent notice, NotificationPolicy policy, Contact contact)
    {
        var language = contact.Language ?? policy.Language;
        return (Render(notice, policy, language, QuietHours.ZoneOf(contact.Zone ?? policy.Quiet.Zone) ?? DateTimeZone.Utc), language);
    }

    private static string Fill(ImmutableDictionary<string, string> texts, NoticeContent notice, string language, DateTimeZone zone)
    {
        var text = texts.GetValueOrDefault(language) ?? texts.Values.FirstOrDefault() ?? "";
        return Placeholder().Replace(text, match => Value(match.Groups[1].Value, notice, language, zone)).Trim();
    }

    private static string Value(string name, NoticeContent notice, string language, DateTimeZone zone)
    {
        if (name == NoticeValues.Number)
        {
            return TicketNumber.Of(notice.TicketId);
        }

        return !notice.Values.TryGetValue(name == NoticeValues.Stage ? NoticeValues.Step : name, out var stored) ? "" : name switch
        {
            NoticeValues.Kind or NoticeValues.Offer when Enum.TryParse<TicketKind>(stored, out var kind) => TicketLabels.Of(kind, language),
            NoticeValues.Step when Enum.TryParse<TicketStep>(stored, out var step) => TicketLabels.Of(step, language),
            NoticeValues.Stage when Enum.TryParse<TicketStep>(stored, out var step) => TicketLabels.Of(TicketStages.Of(step), language),
            NoticeValues.Priority when Enum.TryParse<TicketPriority>(stored, out var priority) => TicketLabels.Of(priority, language),
            NoticeValues.Due when DateTimeOffset.TryParse(stored, CultureInfo.InvariantCulture, out var due) => Local(due, zone),
            NoticeValues.Amount => Amount(stored),
            _ => stored,
        };
    }

    private static string Local(DateTimeOffset time, DateTimeZone zone) =>
        Instant.FromDateTimeOffset(time).InZone(zone).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Stored as minor units and currency.</summary>
    private static string Amount(string stored) => stored.Split(' ') is [var units, var currency] && long.TryParse(units, CultureInfo.InvariantCulture, out var minor)
        ? WholeCurrencies.Contains(currency) ? stored : string.Create(CultureInfo.InvariantCulture, $"{minor / 100m:0.00} {currency}")
        : stored;

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
