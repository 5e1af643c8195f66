using System.Runtime.CompilerServices;
using System.Text;
using AfterSales.Followers;
using AfterSales.Log;
using Microsoft.Extensions.Options;

namespace AfterSales.Live;

/// <summary>
/// What a reader missed between the place he resumes at and the place where the tail took him in. Of a case its own stream tells it, however long he was
/// away; for agents and queues the log is searched, up to a limit.
/// </summary>
internal sealed class CatchUp(ILogReader reader, ILiveLog log, LiveMetrics metrics, IOptions<LiveOptions> options) : IDisposable
{
    /// <summary>After a restart everybody resumes at once.</summary>
    private readonly SemaphoreSlim _slots = new(options.Value.CatchUpSlots);

    public async IAsyncEnumerable<LiveEvent> Read(Subscriber subscriber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (at, through, read) = (subscriber.After, subscriber.Begins, 0);
        // Ids of queues and agents need no escape in JSON, so a row without these bytes cannot name them.
        var name = Encoding.UTF8.GetBytes($"\"{subscriber.Topic.Id}\"");
        while (at < through)
        {
            if (subscriber.Topic.Kind != LiveTopicKind.Ticket && read >= options.Value.MaxScan)
            {
                metrics.Reset();
                yield return new LiveEvent(ExportCursor.ToText(through), LiveEventTypes.Reset, "{}");
                yield break;
            }

            var rows = await ReadPage(subscriber.Topic, at, through, cancellationToken);
            foreach (var logged in rows)
            {
                at = logged.Cursor;
                if (at > through)
                {
                    yield break;
                }

                if (Matches(logged, subscriber.Topic, name) is { } row && row.For(subscriber.CustomerView) is { } live)
                {
                    yield return live;
                }
            }

            read += rows.Count;
            if (rows.Count < options.Value.PageSize)
            {
                yield break;
            }
        }
    }

    public void Dispose() => _slots.Dispose();

    private static LiveRow? Matches(LoggedRow logged, LiveTopic topic, byte[] name)
    {
        if (logged.Row.StreamId != topic.StreamId && logged.Row.Data.Span.IndexOf(name) < 0)
        {
            return null;
        }

        var row = new LiveRow(logged);
        return row.IsAbout(topic) ? row : null;
    }

    private async Task<IReadOnlyList<LoggedRow>> ReadPage(LiveTopic topic, LogCursor after, LogCursor through, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return topic.Kind == LiveTopicKind.Ticket
                ? await log.ReadStream(topic.TicketId, after, through, options.Value.PageSize, cancellationToken)
                : await reader.Read(after, options.Value.PageSize, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }
}
