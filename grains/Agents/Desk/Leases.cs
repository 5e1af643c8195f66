using AfterSales.Agents.Domain;

namespace AfterSales.Agents;

/// <summary>
/// How long an unconfirmed reservation is left alone, in system time. Kept in memory: after a restart every lease begins anew, so a queue that is
/// still at it is not disturbed.
/// </summary>
internal sealed class Leases(TimeProvider time)
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    private const int MaxBackOffSeconds = 16;

    private readonly Dictionary<Guid, Lease> _byAssignment = [];

    /// <summary>Begins leases of new reservations, forgets those of settled ones, and says whose have ended.</summary>
    public List<Holding> Ended(Holdings held, Sightings seen)
    {
        var now = time.GetUtcNow();
        var ended = new List<Holding>();
        var open = new HashSet<Guid>();
        foreach (var holding in held.All)
        {
            if (holding.Stage != HoldingStage.Reserved || seen.Confirm(holding))
            {
                continue;
            }

            open.Add(holding.AssignmentId);
            if (Start(holding.AssignmentId) <= now)
            {
                ended.Add(holding);
            }
        }

        foreach (var settled in _byAssignment.Keys.Where(id => !open.Contains(id)).ToList())
        {
            _byAssignment.Remove(settled);
        }

        return ended;
    }

    /// <summary>When it ends.</summary>
    public DateTimeOffset Start(Guid assignmentId)
    {
        if (!_byAssignment.TryGetValue(assignmentId, out var lease))
        {
            _byAssignment[assignmentId] = lease = new Lease(time.GetUtcNow() + Length, 0);
        }

        return lease.Until;
    }

    /// <summary>The case could not settle it; it is asked again, less and less often.</summary>
    public void Retry(Guid assignmentId)
    {
        var failures = _byAssignment.TryGetValue(assignmentId, out var lease) ? lease.Failures : 0;
        var wait = Math.Min(1 << Math.Min(failures, 10), MaxBackOffSeconds);
        _byAssignment[assignmentId] = new Lease(time.GetUtcNow().AddSeconds(wait), failures + 1);
    }

    private readonly record struct Lease(DateTimeOffset Until, int Failures);
}
