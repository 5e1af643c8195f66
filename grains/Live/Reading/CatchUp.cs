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
    private readonly LiveMetrics _metrics = metrics;
    private readonly LiveOptions _options = options.Value;

    /// <summary>After a restart everybody resumes at once.</summary>
    private readonly SemaphoreSlim _slots = new(options.Value.CatchUpSlots);

    public Search Begin(Subscriber subscriber) => new(this, subscriber);

    public void Dispose() => _slots.Dispose();

    private async Task<IReadOnlyList<LoggedRow>> ReadPage(LiveTopic topic, LogCursor after, LogCursor through, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return topic.Kind == LiveTopicKind.Ticket
                ? await log.ReadStream(topic.TicketId, after, through, _options.PageSize, cancellationToken)
                : await reader.Read(after, _options.PageSize, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>One reader's way through the log; the limit is for all of it, however often he is overtaken.</summary>
    internal sealed class Search(CatchUp catchUp, Subscriber subscriber)
    {
        // Ids of queues and agents need no escape in JSON, so a row without these bytes cannot name them.
        private readonly byte[] _name = Encoding.UTF8.GetBytes($"\"{subscriber.Topic.Id}\"");

        private int _read;

        public async IAsyncEnumerable<LiveEvent> Read(LogCursor after, LogCursor through, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var limits = catchUp._options;
            for (var at = after; at < through;)
            {
                if (subscriber.Topic.Kind != LiveTopicKind.Ticket && _read >= limits.MaxScan)
                {
                    _read = 0;
                    catchUp._metrics.Reset();
                    yield return new LiveEvent(ExportCursor.ToText(through), LiveEventTypes.Reset, "{}");
                    yield break;
                }

                var rows = await catchUp.ReadPage(subscriber.Topic, at, through, cancellationToken);
                foreach (var logged in rows)
                {
                    at = logged.Cursor;
                    if (at > through)
                    {
                        yield break;
                    }

                    if (Matches(logged) is { } row && row.For(subscriber.CustomerView) is { } live)
                    {
                        yield return live;
                    }
                }

                _read += rows.Count;
                if (rows.Count < limits.PageSize)
                {
                    yield break;
                }
            }
        }

        private LiveRow? Matches(LoggedRow logged)
        {
            if (logged.Row.StreamId != subscriber.Topic.StreamId && logged.Row.Data.Span.IndexOf(_name) < 0)
            {
                return null;
            }

            var row = new LiveRow(logged);
            return row.IsAbout(subscriber.Topic) ? row : null;
        }
    }
}
