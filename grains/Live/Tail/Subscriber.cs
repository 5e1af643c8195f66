using System.Threading.Channels;
using AfterSales.Log;

namespace AfterSales.Live;

/// <summary>What waits for one reader. Filled by the tail under its lock, emptied by the reader.</summary>
/// <param name="topic">What he reads.</param>
/// <param name="customerView">He sees what a customer may see.</param>
/// <param name="begins">Where the tail stood when he came: rows after it are given to him by the tail.</param>
/// <param name="after">Where he resumes; may be further than the tail when another process gave it to him.</param>
/// <param name="maxBehind">Events that may wait.</param>
internal sealed class Subscriber(LiveTopic topic, bool customerView, LogCursor begins, LogCursor after, int maxBehind)
{
    // No continuation runs in the tail's turn: a reader must not hold up the others.
    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(
        new BoundedChannelOptions(maxBehind) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = false });

    private bool _dropped;

    public LiveTopic Topic => topic;

    public bool CustomerView => customerView;

    public LogCursor Begins => begins;

    public LogCursor After => after;

    public ChannelReader<LiveEvent> Events => _events.Reader;

    /// <summary>He left too much behind; what was waiting then is still his.</summary>
    public bool WasDropped => Volatile.Read(ref _dropped);

    /// <summary>False when he has no room: then it was the last he was offered.</summary>
    public bool Offer(LogCursor cursor, LiveEvent live)
    {
        if (cursor <= after || _events.Writer.TryWrite(live))
        {
            return true;
        }

        Volatile.Write(ref _dropped, true);
        _events.Writer.TryComplete();
        return false;
    }

    /// <summary>Nothing more comes: he has gone, or the process stops.</summary>
    public void End() => _events.Writer.TryComplete();
}
