using System.Buffers;
using System.Net.Mail;

namespace AfterSales.Notifications;

/// <summary>What a contact may hold. Pure.</summary>
public static class ContactRules
{
    public const int MaxEmail = 254;
    public const int MaxMuted = 100;

    /// <summary>What an address may hold only in quotation marks (RFC 5322).</summary>
    private static readonly SearchValues<char> Specials = SearchValues.Create("\"(),:;<>[\\]");

    /// <summary>Every fault at once.</summary>
    public static ImmutableArray<FieldError> Check(Contact contact)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        Check(contact.Email is null || IsAddress(contact.Email), "/email", $"must be a mail address of at most {MaxEmail} ASCII characters");
        Check(contact.Language is null || NoticeLanguages.Has(contact.Language), "/language", $"must be one of {string.Join(", ", NoticeLanguages.All)}");
        Check(contact.Zone is null || QuietHours.IsZone(contact.Zone), "/zone", "must be an IANA time zone, e.g. Asia/Shanghai");
        Check(contact.QuietFrom is null || QuietHours.IsTime(contact.QuietFrom), "/quietFrom", "must be a time HH:mm");
        Check(contact.QuietTo is null || QuietHours.IsTime(contact.QuietTo), "/quietTo", "must be a time HH:mm");
        Check(contact.QuietFrom is not null || contact.QuietTo is null, "/quietFrom", "is required with quietTo");
        Check(contact.QuietTo is not null || contact.QuietFrom is null, "/quietTo", "is required with quietFrom");
        var muted = contact.Muted.OrEmpty();
        Check(muted.Length <= MaxMuted, "/muted", $"must have 0 to {MaxMuted} entries");
        for (var i = 0; i < Math.Min(muted.Length, MaxMuted); i++)
        {
            Check(Occasions.Names.Contains(muted[i]), $"/muted/{i}", "must be the name of an event");
        }

        return errors.ToImmutable();

        void Check(bool holds, string pointer, string message)
        {
            if (!holds)
            {
                errors.Add(new FieldError(pointer, message));
            }
        }
    }

    /// <summary>
    /// One bare address. Visible ASCII only, which leaves no room for a second header or recipient; a domain of at least two labels; no quoted local part.
    /// </summary>
    public static bool IsAddress(string text) =>
        text.Length <= MaxEmail
        && !text.AsSpan().ContainsAnyExceptInRange('!', '~')
        && !text.AsSpan().ContainsAny(Specials)
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Split('.') is { Length: > 1 } labels
        && labels.All(label => label is [not '-', ..] and [.., not '-'] && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
}
