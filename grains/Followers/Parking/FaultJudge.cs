using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>
/// Decides what becomes of a slice's faults. One that may pass brings the slice again; one that stayed through many attempts and a minute is parked, so that it holds up nobody else. One per consumer; used by one slice at a time.
/// </summary>
internal sealed partial class FaultJudge(
    ParkedFaults parked, FollowerMetrics metrics, IOptions<FollowerOptions> options, TimeProvider time, ILogger<FaultJudge> logger)
{
    private const int MaxLogged = 20;

    private Dictionary<string, Suspect> _suspects = new(StringComparer.Ordinal);

    /// <summary>Returns when the cursor may pass the slice.</summary>
    /// <exception cref="SliceFaultedException">It may not yet.</exception>
    public async Task Judge(string consumer, SliceStreams streams, SliceFaults faults, CancellationToken cancellationToken)
    {
        var all = faults.All.OrderBy(fault => fault.Stream).ThenBy(fault => fault.Receiver, StringComparer.Ordinal).ToArray();
        // Only who fails in every attempt, for whatever cause, is suspected still.
        _suspects = all.Select(fault => fault.Culprit).Distinct(StringComparer.Ordinal).ToDictionary(
            culprit => culprit,
            culprit => _suspects.TryGetValue(culprit, out var known) ? known with { Attempts = known.Attempts + 1 } : new Suspect(1, time.GetTimestamp()),
            StringComparer.Ordinal);
        if (all.Length == 0)
        {
            return;
        }

        // What is parked already is not waited for again: the next retry brings everything.
        var known = await parked.Known(consumer, all, cancellationToken);
        if (faults.AreGeneral || !Array.TrueForAll(all, fault => known.Contains(fault.Culprit) || known.Contains(fault.Cause) || IsConvicted(_suspects[fault.Culprit])))
        {
            throw new SliceFaultedException(all.Length, all.FirstOrDefault(fault => fault.Error is not null)?.Error);
        }

        await parked.Park(consumer, all, fault => streams.OldestOf(fault.Stream), fault => _suspects[fault.Culprit].Attempts, cancellationToken);
        metrics.Parked(consumer, all.Length);
        foreach (var fault in all.DistinctBy(fault => fault.Culprit).Where(fault => !known.Contains(fault.Culprit)).Take(MaxLogged))
        {
            LogParked(logger, consumer, fault.Receiver, fault.Stream, streams.OldestOf(fault.Stream), fault.Code, _suspects[fault.Culprit].Attempts, fault.Error);
        }
    }

    private bool IsConvicted(Suspect suspect) =>
        suspect.Attempts >= options.Value.ParkAfterAttempts && time.GetElapsedTime(suspect.Since).TotalSeconds >= options.Value.ParkAfterSeconds;

    [LoggerMessage(
        1211,
        LogLevel.Error,
        "Follower {Name} goes on without {Receiver} for stream {Stream} from version {Version} on ({Code}, {Attempts} attempts); it is parked and retried")]
    private static partial void LogParked(
        ILogger logger, string name, string receiver, Guid stream, int version, string code, int attempts, Exception? error);

    private readonly record struct Suspect(int Attempts, long Since);
}
