using AfterSales.Policies;
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
    /// <summary>Between attempts at recording: shorter than other senders take to look again once the database is back.</summary>
    private static readonly TimeSpan RecordPause = TimeSpan.FromSeconds(1);

    /// <summary>For a channel that does not keep its own limit.</summary>
    private static readonly TimeSpan Overtime = TimeSpan.FromSeconds(5);

    /// <summary>Not ended by a stop: what is under way is brought to its end and recorded.</summary>
    /// <returns>Whether the other side answered; false: it is away as a whole.</returns>
    public async Task<bool> Send(INotificationChannel channel, ClaimedNotice claimed)
    {
        var notice = claimed.Notice;
        if (!channel.Reaches(claimed.Contact, notice.Content.Event))
        {
            await outbox.End(notice.Id, NoticeState.Withdrawn, "no-contact", CancellationToken.None);
            return true;
        }

        var contact = claimed.Contact ?? new Contact(notice.Recipient.Name, notice.Recipient.Side);

        // Asked here and not when it was made: an attempt that is repeated at night must not wake anybody either.
        if (!notice.Urgent && QuietUntil(contact) is { } until)
        {
            await outbox.PutOff(notice.Id, until, CancellationToken.None);
            return true;
        }

        using var limit = new CancellationTokenSource(channel.LongestDelivery + Overtime, time);
        var delivery = await channel.Deliver(notice, contact, limit.Token);
        await Record(channel.Name, notice, delivery);
        return delivery.Kind != DeliveryKind.Away;
    }

    private DateTimeOffset? QuietUntil(Contact contact)
    {
        var quiet = policies.Current.Notifications.Policy.Quiet;
        var now = clock.Now;
        var until = QuietHours.Of(contact.QuietFrom ?? quiet.From, contact.QuietTo ?? quiet.To, contact.Zone ?? quiet.Zone).After(now);
        return until > now ? until : null;
    }

    private async Task Record(string channel, OutboxNotice notice, Delivery delivery)
    {
        switch (delivery.Kind)
        {
            case DeliveryKind.Sent:
                metrics.Sent(channel);
                await RecordSent(channel, notice);
                break;
            case DeliveryKind.Dead:
                await outbox.End(notice.Id, NoticeState.Dead, delivery.Code ?? "", CancellationToken.None);
                GivenUp(channel, notice, delivery);
                break;
            default:
                var limits = options.Value;
                var pause = BackOff.Pause(
                    notice.Attempts, TimeSpan.FromMilliseconds(limits.RetryMilliseconds), TimeSpan.FromSeconds(limits.MaxRetrySeconds), Random.Shared.NextDouble());
                metrics.Failed(channel);
                if (await outbox.Failed(notice.Id, delivery.Code ?? "", pause, TimeSpan.FromHours(limits.GiveUpHours), CancellationToken.None))
                {
                    GivenUp(channel, notice, delivery);
                }

                break;
        }
    }

    /// <summary>Goes on until it is written, whatever is in the way, as long as the process lives: given up, the message would be sent again.</summary>
    private async Task RecordSent(string channel, OutboxNotice notice)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await outbox.Sent(notice.Id, CancellationToken.None);
                return;
            }
            catch (Exception error) when (error is not ObjectDisposedException)
            {
                if (failures == 0)
                {
                    LogNotRecorded(logger, notice.Id, channel, error);
                }

                await Task.Delay(RecordPause, time);
            }
        }
    }

    private void GivenUp(string channel, OutboxNotice notice, Delivery delivery)
    {
        metrics.Dead(channel);
        LogDead(logger, notice.Id, notice.Content.TicketId, channel, delivery.Code, notice.Attempts + 1);
    }

    [LoggerMessage(1313, LogLevel.Warning, "Notification {Id} was handed over by channel {Channel}, which cannot be recorded yet; it is tried again")]
    private static partial void LogNotRecorded(ILogger logger, Guid id, string channel, Exception error);

    [LoggerMessage(1310, LogLevel.Warning, "Notification {Id} of case {Ticket} is given up by channel {Channel} ({Code}, {Attempts} attempts)")]
    private static partial void LogDead(ILogger logger, Guid id, Guid ticket, string channel, string? code, int attempts);
}
