using System.Net;
using AfterSales.Policies;
using AfterSales.Webhooks;
using Microsoft.Extensions.Options;

namespace AfterSales.Notifications;

/// <summary>
/// One URL of the shop that takes notifications, e.g. a bridge to its chat. Sent as other webhooks are: signed, to checked addresses, without redirects, within
/// their timeout. Needs no contact; that of the recipient gives language, quiet hours and what he muted.
/// </summary>
internal sealed class WebhookChannel(
    WebhookClient client, IOptions<NotificationWebhookOptions> options, IOptions<WebhookOptions> limits, IPolicySource policies) : INotificationChannel
{
    public const string ChannelName = "webhook";

    private readonly NotificationWebhookOptions _options = options.Value;

    public string Name => ChannelName;

    public bool IsOn => _options.IsOn;

    public bool IsStored => false;

    public TimeSpan LongestDelivery => TimeSpan.FromSeconds(limits.Value.TimeoutSeconds);

    public bool Reaches(Contact? contact, string occasion) => contact is null || !contact.Muted.OrEmpty().Contains(occasion);

    public async Task<Delivery> Deliver(OutboxNotice notice, Contact contact, CancellationToken cancellationToken)
    {
        var (text, language) = NoticeTemplates.Render(notice.Content, policies.Current.Notifications.Policy, contact);
        // The client's own timeout ends it.
        return Judge(await client.Send(new Uri(_options.Url!), notice.Id.ToString("D"), NoticePayload.Of(notice, text, language), [_options.Key]));
    }

    /// <summary>Codes only.</summary>
    internal static Delivery Judge(Attempt attempt) => attempt.Status switch
    {
        null => Delivery.Away(attempt.Outcome),
        >= 200 and < 300 => Delivery.Sent,
        // Overloaded or restarting as a whole.
        (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.BadGateway or (int)HttpStatusCode.ServiceUnavailable or (int)HttpStatusCode.GatewayTimeout =>
            Delivery.Away($"http-{attempt.Status}"),
        // Said of the moment; 425 is "too early".
        (int)HttpStatusCode.RequestTimeout or 425 => Delivery.Retry($"http-{attempt.Status}"),
        // Said of this message, and for good.
        >= 400 and < 500 => Delivery.Dead($"http-{attempt.Status}"),
        _ => Delivery.Retry($"http-{attempt.Status}"),
    };
}
