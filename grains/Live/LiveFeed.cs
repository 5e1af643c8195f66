using System.Runtime.CompilerServices;
using System.Text.Json;
using AfterSales.Followers;
using AfterSales.Log;

namespace AfterSales.Live;

/// <inheritdoc cref="ILiveFeed"/>
internal sealed class LiveFeed(LiveTail tail, CatchUp catchUp) : ILiveFeed
{
    private const int RetryAfterSeconds = 2;

    public async Task<Outcome<ILiveSubscription>> Subscribe(
        LiveTopic topic, string? lastEventId, bool customerView, CancellationToken cancellationToken)
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
            return await tail.Add(topic, after, customerView, cancellationToken) is { } subscriber
                ? new Outcome<ILiveSubscription> { Value = new LiveSubscription(tail, catchUp, subscriber) }
                : new Failure(FailureCodes.Overloaded, "This process serves as many live streams as it may.") { RetryAfter = RetryAfterSeconds };
        }
        catch (LogUnavailableException)
        {
            return new Failure(FailureCodes.StorageUnavailable, "The log cannot be read at the moment.") { RetryAfter = RetryAfterSeconds };
        }
    }

    private sealed class LiveSubscription(LiveTail tail, CatchUp catchUp, Subscriber subscriber) : ILiveSubscription
    {
        public async IAsyncEnumerable<LiveEvent> Read([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var last = ExportCursor.ToText(subscriber.After);
            yield return new LiveEvent(last, LiveEventTypes.Hello, JsonSerializer.Serialize(new LiveGreeting(subscriber.Topic.ToString()), LiveJson.Default.LiveGreeting));
            await foreach (var missed in catchUp.Read(subscriber, cancellationToken))
            {
                yield return missed;
                last = missed.Id;
            }

            await foreach (var live in subscriber.Events.ReadAllAsync(cancellationToken))
            {
                yield return live;
                last = live.Id;
            }

            if (subscriber.WasDropped)
            {
                yield return new LiveEvent(last, LiveEventTypes.Dropped, "{}");
            }
        }

        public void Dispose() => tail.Remove(subscriber);
    }
}
