namespace AfterSales.Queues;

/// <summary>
/// Keeps the shard on the definition, policy and calendar in force. A queue is removed when a newer catalog than one that had it does not; one this process
/// has never seen may be too new for it, so the catalog is read again first and given time.
/// </summary>
internal sealed class QueueConfiguration(ShardWork work)
{
    private static readonly TimeSpan UnknownGrace = TimeSpan.FromSeconds(10);

    private QueueDocument? _document;
    private int _seenAt = -1;
    private long? _missingSince;
    private bool _refreshing;
    private bool _refreshWanted;

    /// <summary>The catalog is to be read again; the owner does it from his timer, outside of any call: the catalog itself may be the caller and wait.</summary>
    public bool RefreshWanted => _refreshWanted && !_refreshing;

    public bool IsRemoved { get; private set; }

    /// <summary>A changed definition may be served by agents this shard was never told of.</summary>
    public bool AgentsWanted { get; set; }

    public void Apply(DateTimeOffset now)
    {
        var set = work.Services.Queues.Current;
        if (set.Find(work.Queue) is { } document)
        {
            // While the queue was missing nobody told it of agents: what was loaded then may be old.
            AgentsWanted |= _missingSince is not null;
            (_seenAt, _missingSince, IsRemoved) = (set.Revision, null, false);
            if (_document is null || _document.Version != document.Version || _document.UpdatedAt != document.UpdatedAt)
            {
                _document = document;
            }
        }
        else if (IsCertain(set))
        {
            (_document, IsRemoved) = (null, true);
        }
        else
        {
            return;
        }

        var services = work.Services;
        var calendar = services.Calendars.Current.Find(_document?.Definition.Calendar);
        AgentsWanted |= work.Shard.Configure(_document?.Definition, services.Policies.Current.Routing.Policy, now, calendar);
    }

    private bool IsCertain(QueueSet set)
    {
        if (_seenAt >= 0 && set.Revision > _seenAt)
        {
            return true;
        }

        _missingSince ??= work.Services.Time.GetTimestamp();
        _refreshWanted = true;
        return set.Revision > 0 && work.Services.Time.GetElapsedTime(_missingSince.Value) > UnknownGrace;
    }

    public async Task Refresh()
    {
        (_refreshing, _refreshWanted) = (true, false);
        try
        {
            await Task.Yield();
            await work.Services.Queues.Refresh();
            await work.Pause(TimeSpan.FromSeconds(1));
        }
        catch (OperationCanceledException)
        {
            // The activation is over.
        }
        finally
        {
            _refreshing = false;
        }
    }
}
