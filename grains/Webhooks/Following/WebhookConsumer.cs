using AfterSales.Followers;
using AfterSales.Log;

namespace AfterSales.Webhooks;

/// <summary>
/// The follower of the log that fills the outbox of webhooks: rows of cases, their public events, one delivery for each endpoint that wants them. Without
/// endpoints it costs one small question for each slice. Sending is another's work (<see cref="WebhookSender"/>), so nobody's slowness holds it up.
/// </summary>
internal sealed class WebhookConsumer(
    Subscriptions subscriptions, NoticeReader reader, WebhookOutbox outbox, ParkedCases parked, FaultJudge judge, WebhookMetrics metrics) : ILogConsumer
{
    public const string ConsumerName = "webhooks";

    private const int CasesAtOnce = 500;

    public string Name => ConsumerName;

    public async Task Consume(IReadOnlyList<LogMark> slice, CancellationToken cancellationToken)
    {
        var subscribed = await subscriptions.Read(cancellationToken);
        if (subscribed.Count == 0)
        {
            return;
        }

        var streams = new SliceStreams(slice);
        var faults = new SliceFaults();
        var waiting = await parked.Read(cancellationToken);
        var spans = new List<TellSpan>();
        foreach (var (ticket, newest) in streams.Tickets)
        {
            if (waiting.Contains(ticket))
            {
                faults.Add(WebhookFaults.Behind(ticket));
            }
            else
            {
                spans.Add(new TellSpan(ticket, streams.OldestOf(ticket), newest));
            }
        }

        foreach (var chunk in spans.Chunk(CasesAtOnce))
        {
            var notices = await reader.Read(chunk, faults, cancellationToken);
            metrics.Enqueued(await outbox.Enqueue(notices, subscribed, faults, cancellationToken));
        }

        await judge.Judge(Name, streams, faults, cancellationToken);
    }

    /// <summary>Never; but at the end of the log there is time for what was parked.</summary>
    public async ValueTask<bool> IsFinished(bool atEnd, CancellationToken cancellationToken)
    {
        if (atEnd)
        {
            await parked.Retry(cancellationToken);
        }

        return false;
    }
}
