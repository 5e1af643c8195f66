using AfterSales.Followers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Webhooks;

/// <summary>
/// Cases that this follower went on without. They are tried again each minute by the follower itself, between two slices, so that nothing of a case overtakes
/// what is parked of it.
/// </summary>
internal sealed partial class ParkedCases(
    ParkedFaults faults,
    WebhookDb db,
    Subscriptions subscriptions,
    NoticeReader reader,
    WebhookOutbox outbox,
    IOptions<FollowerOptions> options,
    TimeProvider time,
    ILogger<ParkedCases> logger)
{
    private const string Consumer = WebhookConsumer.ConsumerName;

    private long? _retriedAt;

    public async Task<HashSet<Guid>> Read(CancellationToken cancellationToken) => [.. await db.Read(
        db.Command("select stream_id from follower_parked where consumer = $1", WebhookDb.Of(Consumer)), row => row.GetGuid(0), cancellationToken)];

    public async Task Retry(CancellationToken cancellationToken)
    {
        if (_retriedAt is { } at && time.GetElapsedTime(at).TotalSeconds < options.Value.UpkeepSeconds)
        {
            return;
        }

        _retriedAt = time.GetTimestamp();
        foreach (var entry in await faults.List(Consumer, cancellationToken))
        {
            var again = new SliceFaults();
            try
            {
                await TryAgain(entry, again, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                // Also one that may pass: whoever was tried goes to the end of the list. When the database is away, parking says so and the round ends.
                again.Add(WebhookFaults.Of(entry.Stream, error));
                LogNotRetried(logger, entry.Stream, error);
            }

            if (again.All is { Count: > 0 } still)
            {
                await faults.Park(Consumer, [.. still], _ => entry.Version, _ => 1, cancellationToken);
            }
        }
    }

    private async Task TryAgain(ParkedFault entry, SliceFaults again, CancellationToken cancellationToken)
    {
        var subscribed = await subscriptions.Read(cancellationToken);
        var notices = await reader.Read([new TellSpan(entry.Stream, entry.Version, entry.Newest)], again, cancellationToken);
        if (subscribed.Count > 0)
        {
            await outbox.Enqueue(notices, subscribed, again, cancellationToken);
        }

        if (again.All.Count == 0)
        {
            await faults.Remove(Consumer, [entry], cancellationToken);
            LogRecovered(logger, entry.Stream, entry.Version);
        }
    }

    [LoggerMessage(1400, LogLevel.Information, "Webhooks of case {Ticket} from version {Version} on go out after all")]
    private static partial void LogRecovered(ILogger logger, Guid ticket, int version);

    [LoggerMessage(1401, LogLevel.Warning, "What is parked of case {Ticket} for webhooks could not be tried again")]
    private static partial void LogNotRetried(ILogger logger, Guid ticket, Exception error);
}
