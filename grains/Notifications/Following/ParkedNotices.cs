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
            var again = await TryAgain(entry, cancellationToken);
            if (again.Count > 0)
            {
                // With the database away this fails too, and ends the round.
                await parked.Park(Consumer, again, _ => entry.Version, _ => 1, cancellationToken);
            }
            else
            {
                await parked.Remove(Consumer, [entry], cancellationToken);
            }
        }
    }

    /// <summary>Whatever is wrong with one: it counts as tried, and those behind it have their turn.</summary>
    private async Task<IReadOnlyList<Fault>> TryAgain(ParkedFault entry, CancellationToken cancellationToken)
    {
        var faults = new SliceFaults();
        try
        {
            var marks = Enumerable.Range(entry.Version, Math.Max(0, entry.Newest - entry.Version + 1))
                .Select(seq => new LogMark(LogCursor.Start, entry.Kind, entry.Stream, seq)).ToArray();
            await work.Run(marks, faults, cancellationToken);
            return [.. faults.All];
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return [new Fault(entry.Stream, entry.Receiver, FaultKinds.CodeOf(error), FaultKinds.IsTransient(error), error)];
        }
    }
}
