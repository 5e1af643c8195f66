namespace AfterSales.Queues.Domain;

/// <summary>
/// Versions at which cases were gone, so that older news does not bring them back. Kept for 40 to 80 seconds in two generations: nothing is scanned. News
/// later than that would do no harm either: the case refuses an assignment of an old round and says where it is.
/// </summary>
internal sealed class Tombstones
{
    private static readonly TimeSpan Generation = TimeSpan.FromSeconds(40);

    private Dictionary<Guid, int> _young = [];
    private Dictionary<Guid, int> _old = [];
    private long _since = long.MinValue;

    public void Add(Guid ticketId, int version, long now)
    {
        if (_since < now - Generation.Ticks)
        {
            (_old, _young, _since) = (_young, [], now);
        }

        _young[ticketId] = Math.Max(version, Of(ticketId));
    }

    /// <summary>0 when the case is not known to be gone.</summary>
    public int Of(Guid ticketId) => Math.Max(_young.GetValueOrDefault(ticketId), _old.GetValueOrDefault(ticketId));
}
