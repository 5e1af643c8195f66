using AfterSales.Log;
using AfterSales.Queues;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>
/// Tries again what the first follower and the rebuild have parked. In every silo, beside the followers: repeating is safe, and a receiver that
/// does not answer costs no follower its time. Stream by stream, so that one bad case does not spoil the others of its queue.
/// </summary>
internal sealed partial class ParkedRetry(
    ParkedFaults parked,
    ProjectionWork work,
    ProjectionRegister register,
    IQueueSource queues,
    FollowerMetrics metrics,
    IOptions<FollowerOptions> options,
    ILogger<ParkedRetry> logger)
{
    private const string Consumer = ProjectionConsumer.ConsumerName;

    public async Task Run(CancellationToken cancellationToken)
    {
        if (await register.IsOutdated(cancellationToken))
        {
            // The newer projection's streams are not ours to judge.
            return;
        }

        var all = await parked.List(Consumer, cancellationToken);
        if (all.Count > 0)
        {
            var delivered = 0;
            await Concurrently.ForEach(all.GroupBy(entry => entry.Stream).ToArray(), options.Value.ProjectParallelism, async (entries, token) =>
                Interlocked.Add(ref delivered, await TryAgain(entries.Key, [.. entries], token)), cancellationToken);
            LogRetried(logger, delivered, all.Count);
        }

        metrics.StillParked(Consumer, await parked.Count(Consumer, cancellationToken));
    }

    /// <summary>One stream that fails in a new way does not end the round of the others.</summary>
    private async Task<int> TryAgain(Guid stream, IReadOnlyList<ParkedFault> entries, CancellationToken cancellationToken)
    {
        try
        {
            return await Retry(stream, entries, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRetried(logger, stream, exception);
            return 0;
        }
    }

    private async Task<int> Retry(Guid stream, IReadOnlyList<ParkedFault> entries, CancellationToken cancellationToken)
    {
        var (kind, newest) = (entries[0].Kind, entries[0].Newest);
        var streams = new SliceStreams([
            new LogMark(LogCursor.Start, kind, stream, entries.Min(entry => entry.Version)),
            new LogMark(LogCursor.Start, kind, stream, newest)]);
        var faults = new SliceFaults();
        // An audience that knows nobody: an agent's queues are told all of them.
        await work.Run(streams, settle: false, new QueueAudience(queues), faults, cancellationToken);
        if (faults.All is { Count: > 0 } again)
        {
            await parked.Park(Consumer, [.. again], _ => streams.OldestOf(stream), _ => 1, cancellationToken);
        }

        var delivered = entries.Where(entry => !faults.Has(stream, entry.Receiver)).ToArray();
        await parked.Remove(Consumer, delivered, cancellationToken);
        return delivered.Length;
    }

    [LoggerMessage(1216, LogLevel.Warning, "What is parked of stream {Stream} could not be tried again")]
    private static partial void LogNotRetried(ILogger logger, Guid stream, Exception exception);

    [LoggerMessage(1212, LogLevel.Information, "{Delivered} of {All} parked rows and messages were delivered")]
    private static partial void LogRetried(ILogger logger, int delivered, int all);
}
