using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using AfterSales.Policies;
using Microsoft.Extensions.Options;

namespace AfterSales.Notifications;

/// <summary>Mail by SMTP. Every message has a connection of its own, so that a broken one spoils no other.</summary>
internal sealed class EmailChannel(IOptions<MailOptions> options, IPolicySource policies, TimeProvider time) : INotificationChannel
{
    public const string ChannelName = "email";

    private readonly MailOptions _options = options.Value;

    public string Name => ChannelName;

    public bool IsOn => _options.IsOn;

    public bool IsStored => false;

    public TimeSpan LongestDelivery => TimeSpan.FromSeconds(_options.TimeoutSeconds);

    public bool Reaches(Contact? contact, string occasion) => contact is { Email: not null } && !contact.Muted.OrEmpty().Contains(occasion);

    public async Task<Delivery> Deliver(OutboxNotice notice, Contact contact, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var mail = Compose(notice, contact);
            using var client = Client();
            await client.SendMailAsync(mail, either.Token);
            return Delivery.Sent;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return Judge(error);
        }
    }

    /// <summary>Codes only: texts of mail servers repeat addresses.</summary>
    internal static Delivery Judge(Exception error) => error switch
    {
        // Said of the recipient, and for good (RFC 5321, 4.2.1).
        SmtpFailedRecipientException { StatusCode: var status } when (int)status is >= 500 and < 600 => Delivery.Dead($"smtp-{(int)status}"),
        SmtpFailedRecipientException { StatusCode: var status } => Delivery.Retry($"smtp-{(int)status}"),
        // Said of the message or of us: mended by an operator, so it is not given up at once.
        SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure and var status } => Delivery.Retry($"smtp-{(int)status}"),
        FormatException => Delivery.Dead("bad-address"),
        OperationCanceledException => Delivery.Away("timeout"),
        SmtpException or IOException or SocketException => Delivery.Away("unreachable"),
        // A defect of this one message is no reason to keep the others waiting.
        _ => Delivery.Retry(error.GetType().Name),
    };

    private MailMessage Compose(OutboxNotice notice, Contact contact)
    {
        var (text, _) = NoticeTemplates.Render(notice.Content, policies.Current.Notifications.Policy, contact);
        return MailText.Compose(notice.Id, text, new MailAddress(_options.From!), contact.Email!);
    }

    private SmtpClient Client() => new(_options.Host, _options.Port)
    {
        EnableSsl = _options.EnableSsl,
        DeliveryMethod = SmtpDeliveryMethod.Network,
        UseDefaultCredentials = false,
        Credentials = _options.UserName is { } user ? new NetworkCredential(user, _options.Password) : null,
    };
}
