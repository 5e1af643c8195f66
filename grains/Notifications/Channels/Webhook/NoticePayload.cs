using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AfterSales.Tickets;

namespace AfterSales.Notifications;

/// <summary>Body of a notification that goes to a URL (docs/notifications.md). Members are added, never renamed.</summary>
internal sealed record NoticePayload(string Type, DateTimeOffset Timestamp, NoticeData Data)
{
    private static readonly NoticePayloadJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    public static string Of(OutboxNotice notice, NoticeText text, string language)
    {
        var (content, recipient) = (notice.Content, notice.Recipient);
        var side = recipient.Side == RecipientSide.Customer ? "customer" : "staff";
        var data = new NoticeData(
            notice.Id, content.Event, recipient.Name, side, text.Title, text.Body, content.TicketId, TicketNumber.Of(content.TicketId), notice.Urgent, language);
        return JsonSerializer.Serialize(new NoticePayload($"notification.{content.Event}", notice.At.ToUniversalTime(), data), Json.NoticePayload);
    }
}

/// <param name="Id">As in the header <c>webhook-id</c>.</param>
/// <param name="Event">What happened.</param>
/// <param name="Recipient">Whom it is for: a subject, or a role such as <c>role:lead</c>.</param>
/// <param name="Side"><c>customer</c> or <c>staff</c>: both may have the same subject.</param>
/// <param name="Title">In <paramref name="Language"/>.</param>
/// <param name="Body">In <paramref name="Language"/>.</param>
/// <param name="TicketId">The case.</param>
/// <param name="Number">The number people read out.</param>
/// <param name="Urgent">A broken promise, or a case of the highest priority.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
internal sealed record NoticeData(
    Guid Id, string Event, string Recipient, string Side, string Title, string Body, Guid TicketId, string Number, bool Urgent, string Language);

[JsonSerializable(typeof(NoticePayload))]
internal sealed partial class NoticePayloadJson : JsonSerializerContext;
