using System.Threading.Channels;
using AfterSales.Log;

namespace AfterSales.Live;

/// <summary>
/// What waits for one reader. Filled by the tail under its lock, emptied by the reader. While the reader catches up, what finds no room is left out and
/// becomes a gap, which he reads from the log; from then on that he has met the tail, a reader without room is dropped.
/// </summary>
/// <param name="listening">What he reads, and who he is.</param>
/// <param name="begins">Where the tail stood when he came: rows after it are given to him by the tail.</param>
/// <param name="after">Where he resumes; may be further than the tail when another process gave it to him.</param>
/// <param name="maxBehind">Events that may wait.</param>
internal sealed class Subscriber(Listening listening, LogCursor begins, LogCursor after, int maxBehind)
{
    // No continuation runs in the tail's turn: a reader must not hold up the others.
    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(
        new BoundedChannelOptions(maxBehind) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = false });

    private bool _dropped;
    private bool _catchesUp = after < begins;
    private bool _leftOut;
    private LogCursor _taken = begins;

    public LiveTopic Topic => listening.Topic;

    /// <summary>He sees what a customer may see.</summary>
    public bool CustomerView => !listening.Reader.IsStaff;

    public (string Issuer, string Subject) Holder => (listening.Reader.Issuer, listening.Reader.Subject);

    public LogCursor Begins { get; } = begins;

    public LogCursor After => after;

    /// <summary>The place he asked for is none of this log: he begins now, and is told so.</summary>
    public bool IsReset { get; init; }

    public ChannelReader<LiveEvent> Events => _events.Reader;

    /// <summary>He left too much behind; what was waiting then is still his.</summary>
    public bool WasDropped => Volatile.Read(ref _dropped);

    /// <summary>False when he has no room: then it was the last he was offered.</summary>
    public bool Offer(LogCursor cursor, LiveEvent live)
    {
        if (cursor <= after || _leftOut)
        {
            return true;
        }

        if (_events.Writer.TryWrite(live))
        {
            _taken = cursor;
            return true;
        }

        if (_catchesUp)
        {
            _leftOut = true;
            return true;
        }

        Volatile.Write(ref _dropped, true);
        _events.Writer.TryComplete();
        return false;
    }

    /// <summary>
    /// He has read the log and all that waited. What was left out meanwhile, for him to read from the log while he is given what comes after
    /// <paramref name="tail"/>; null when it was nothing: he has met the tail.
    /// </summary>
    public (LogCursor After, LogCursor Through)? Meet(LogCursor tail)
    {
        if (!_leftOut)
        {
            _catchesUp = false;
            return null;
        }

        var gap = (_taken, tail);
        (_leftOut, _taken) = (false, tail);
        return gap;
    }

    /// <summary>Nothing more comes: he has gone, or the process stops.</summary>
    public void End() => _events.Writer.TryComplete();
}

/// <param name="Topic">What he reads.</param>
/// <param name="After">Of any event before; null for now.</param>
/// <param name="Reader">Who he is: decides what he is shown, and how many streams are his already.</param>
internal sealed record Listening(LiveTopic Topic, LogCursor? After, Caller Reader);
