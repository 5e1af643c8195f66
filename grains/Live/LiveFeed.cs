using System.Runtime.CompilerServices;
using System.Text.Json;
using AfterSales.Followers;
using AfterSales.Log;

namespace AfterSales.Live;

/// <inheritdoc cref="ILiveFeed"/>
internal sealed class LiveFeed(LiveTail tail, CatchUp catchUp, LiveMetrics metrics) : ILiveFeed
{
    private const int RetryAfterSeconds = 2;

    public async Task<Outcome<ILiveSubscription>> Subscribe(LiveTopic topic, string? lastEventId, Caller reader, CancellationToken cancellationToken)
    {
        LogCursor? after = null;
        if (lastEventId is not null)
        {
            if (!ExportCursor.TryParse(lastEventId, out var cursor))
            {
                return new Failure(FailureCodes.InvalidCursor, "The id is not one of a live stream.");
            }

            after = cursor;
        }

        try
        {
            // Not the interface: an outcome converts from a class only.
            var added = await tail.Add(new Listening(topic, after, reader), cancellationToken);
            return added.Succeeded
                ? new Outcome<ILiveSubscription> { Value = new LiveSubscription(tail, catchUp, metrics, added.Value) }
                : added.Failure;
        }
        catch (LogUnavailableException)
        {
            return new Failure(FailureCodes.StorageUnavailable, "The log cannot be read at the moment.") { RetryAfter = RetryAfterSeconds };
        }
    }

    private sealed class LiveSubscription(LiveTail tail, CatchUp catchUp, LiveMetrics metrics, Subscriber subscriber) : ILiveSubscription
    {
        private string _last = ExportCursor.ToText(subscriber.After);

        public async IAsyncEnumerable<LiveEvent> Read([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return new LiveEvent(_last, LiveEventTypes.Hello, JsonSerializer.Serialize(new LiveGreeting(subscriber.Topic.ToString()), LiveJson.Default.LiveGreeting));
            if (subscriber.IsReset)
            {
                metrics.Reset();
                yield return new LiveEvent(_last, LiveEventTypes.Reset, "{}");
            }

            await foreach (var live in FromTheLog(cancellationToken))
            {
                yield return Seen(live);
            }

            await foreach (var live in subscriber.Events.ReadAllAsync(cancellationToken))
            {
                yield return Seen(live);
            }

            if (subscriber.WasDropped)
            {
                yield return new LiveEvent(_last, LiveEventTypes.Dropped, "{}");
            }
        }

        public void Dispose() => tail.Remove(subscriber);

        /// <summary>Until he meets the tail: what he missed, what waited meanwhile, and what found no room there, again from the log.</summary>
        private async IAsyncEnumerable<LiveEvent> FromTheLog([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var search = catchUp.Begin(subscriber);
            for ((LogCursor After, LogCursor Through)? gap = (subscriber.After, subscriber.Begins); gap is { } missed; gap = tail.Meet(subscriber))
            {
                await foreach (var live in search.Read(missed.After, missed.Through, cancellationToken))
                {
                    yield return live;
                }

                while (subscriber.Events.TryRead(out var waiting))
                {
                    yield return waiting;
                }
            }
        }

        private LiveEvent Seen(LiveEvent live)
        {
            _last = live.Id;
            return live;
        }
    }
}
