using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Notifications;

/// <summary>Sends one claimed notification and records what became of it.</summary>
internal sealed partial class NoticeSender(
    Outbox outbox,
    IPolicySource policies,
    IBusinessClock clock,
    NotificationMetrics metrics,
    IOptions<NotificationOptions> options,
    TimeProvider time,
    ILogger<NoticeSender> logger)
{
    /// <summary>Attempts at recording what was handed over, each after twice the pause: less than its claim lasts.</summary>
    private const int RecordAttempts = 5;

    /// <returns>Whether the other side answered; false: it is away as a whole.</returns>
    public async Task<bool> Send(INotificationChannel channel, ClaimedNotice claimed, CancellationToken cancellationToken)
    {
        var (notice, contact) = claimed;
        if (contact is null || !channel.Reaches(contact, notice.Content.Event))
        {
            await outbox.End(notice.Id, NoticeState.Withdrawn, "no-contact", cancellationToken);
            return true;
        }

        // Asked here and not when it was made: an attempt that is repeated at night must not wake anybody either.
        if (!notice.Urgent && QuietUntil(contact) is { } until)
        {
            await outbox.PutOff(notice.Id, until, cancellationToken);
            return true;
        }

        var delivery = await channel.Deliver(notice, contact, cancellationToken);
        // What was handed over is recorded even when the process is told to stop meanwhile: otherwise it would be sent twice.
        await Record(channel.Name, notice, delivery, delivery.Kind == DeliveryKind.Sent ? CancellationToken.None : cancellationToken);
        return delivery.Kind != DeliveryKind.Away;
    }

    private DateTimeOffset? QuietUntil(Contact contact)
    {
        var quiet = policies.Current.Notifications.Policy.Quiet;
        var now = clock.Now;
        var until = QuietHours.Of(contact.QuietFrom ?? quiet.From, contact.QuietTo ?? quiet.To, contact.Zone ?? quiet.Zone).After(now);
        return until > now ? until : null;
    }

    private async Task Record(string channel, OutboxNotice notice, Delivery delivery, CancellationToken cancellationToken)
    {
        switch (delivery.Kind)
        {
            case DeliveryKind.Sent:
                metrics.Sent(channel);
                await RecordSent(notice, cancellationToken);
                break;
            case DeliveryKind.Dead:
                await outbox.End(notice.Id, NoticeState.Dead, delivery.Code ?? "", cancellationToken);
                GivenUp(channel, notice, delivery);
                break;
            default:
                var limits = options.Value;
                var pause = BackOff.Pause(
                    notice.Attempts, TimeSpan.FromMilliseconds(limits.RetryMilliseconds), TimeSpan.FromSeconds(limits.MaxRetrySeconds), Random.Shared.NextDouble());
                metrics.Failed(channel);
                if (await outbox.Failed(notice.Id, delivery.Code ?? "", pause, TimeSpan.FromHours(limits.GiveUpHours), cancellationToken))
                {
                    GivenUp(channel, notice, delivery);
                }

                break;
        }
    }

    /// <summary>A database that is away for a moment must not send the message twice.</summary>
    private async Task RecordSent(OutboxNotice notice, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await outbox.Sent(notice.Id, cancellationToken);
                return;
            }
            catch (Exception error) when (attempt < RecordAttempts && ReadModelErrors.IsUnavailable(error))
            {
                await Task.Delay(TimeSpan.FromSeconds(1 << (attempt - 1)), time, cancellationToken);
            }
        }
    }

    private void GivenUp(string channel, OutboxNotice notice, Delivery delivery)
    {
        metrics.Dead(channel);
        LogDead(logger, notice.Id, notice.Content.TicketId, channel, delivery.Code, notice.Attempts + 1);
    }

    [LoggerMessage(1310, LogLevel.Warning, "Notification {Id} of case {Ticket} is given up by channel {Channel} ({Code}, {Attempts} attempts)")]
    private static partial void LogDead(ILogger logger, Guid id, Guid ticket, string channel, string? code, int attempts);
}
