using AfterSales.Live;

namespace AfterSales.Api.Live;

/// <summary>The numbers of a queue as one reader was shown them: at the start, and at most once a second when something changed.</summary>
internal sealed class StatsShown(QueueStatsBoard board, string queueId)
{
    private const string Type = "stats";

    /// <summary>Time and other queues change numbers too: looked at so often even when nothing was told.</summary>
    private const int LookSeconds = 5;

    private string? _shown;
    private bool _changed;
    private int _seconds;

    /// <summary>The question under way; null when there is none.</summary>
    public Task<string?>? Asking { get; private set; } = board.Get(queueId);

    public void Saw(LiveEvent live) => _changed |= live.Type is LiveEventTypes.Ticket or LiveEventTypes.Agent;

    /// <summary>A second has passed.</summary>
    public void Tick()
    {
        if (Asking is null && (++_seconds >= LookSeconds || _changed))
        {
            (_changed, _seconds) = (false, 0);
            Asking = board.Get(queueId);
        }
    }

    /// <summary>Writes what was asked for, if it came and says something new.</summary>
    public void Show(EventWriter writer)
    {
        if (Asking is not { IsCompletedSuccessfully: true, Result: var json })
        {
            return;
        }

        Asking = null;
        if (json is not null && json != _shown)
        {
            writer.Write(Type, json);
            _shown = json;
        }
    }
}
