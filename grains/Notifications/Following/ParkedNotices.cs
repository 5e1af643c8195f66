using AfterSales.Followers;
using AfterSales.Log;

namespace AfterSales.Notifications;

/// <summary>Cases that the follower went on without: damaged rows, or rows of newer code that this process may understand by now.</summary>
internal sealed class ParkedNotices(ParkedFaults parked, NotificationWork work)
{
    private const string Consumer = NotificationConsumer.ConsumerName;

    public async Task Retry(CancellationToken cancellationToken)
    {
        foreach (var entry in await parked.List(Consumer, cancellationToken))
        {
            var faults = new SliceFaults();
            var marks = Enumerable.Range(entry.Version, Math.Max(0, entry.Newest - entry.Version + 1))
                .Select(seq => new LogMark(LogCursor.Start, entry.Kind, entry.Stream, seq)).ToArray();
            await work.Run(marks, faults, cancellationToken);
            if (faults.All is { Count: > 0 } again)
            {
                await parked.Park(Consumer, [.. again], _ => entry.Version, _ => 1, cancellationToken);
            }
            else
            {
                await parked.Remove(Consumer, [entry], cancellationToken);
            }
        }
    }
}
