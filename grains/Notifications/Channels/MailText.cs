using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace AfterSales.Notifications;

/// <summary>A notification as a mail. Plain text, since nothing of it is markup.</summary>
internal static class MailText
{
    /// <summary>To be disposed of by the caller.</summary>
    public static MailMessage Compose(Guid id, NoticeText text, MailAddress from, string to)
    {
        var mail = new MailMessage(from, new MailAddress(to))
        {
            Subject = Line(text.Title),
            SubjectEncoding = Encoding.UTF8,
            Body = text.Body,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
            HeadersEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        // Stable: a mail that is handed over twice, because its record was lost, can be told by it.
        mail.Headers.Add("Message-ID", $"<{id:D}@{from.Host}>");
        // Keeps vacation notices from answering.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    /// <summary>Whatever could end the header becomes a blank: a line break in a value must not begin another header.</summary>
    public static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
