using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AfterSales.Log;

namespace AfterSales.Streams;

/// <summary>
/// The event-sourced heart of one activation: state, version, commands seen, and the rule that nothing is shown before it is committed.
/// Not thread-safe: owned by one grain, called in its turns (interleaved calls are allowed).
/// </summary>
/// <remarks>
/// A conflict or an unknown outcome makes the stream stale: it is read again before anything is served. After a change of cluster
/// membership another activation may exist, so the version is compared with the log before the next answer. A stream that grows for ever and whose
/// commands are safe to repeat by themselves does not remember their ids (<paramref name="remembersCommands"/>).
/// </remarks>
internal sealed partial class EventStream<TState, TEvent, TFold>(
    EventStreamServices services,
    EventCodec<TEvent> codec,
    StreamKind kind,
    Guid streamId,
    JsonTypeInfo<TState>? snapshotType = null,
    bool remembersCommands = true)
    where TState : class
    where TEvent : StoredEvent
    where TFold : IFold<TState, TEvent>
{
    /// <summary>A snapshot is offered every so many commands (architecture.md section 3).</summary>
    private const int SnapshotEvery = 200;

    private readonly Dictionary<ulong, SeenCommand> _seen = [];
    private TState _state = TFold.Empty;
    private DateTimeOffset _lastAt;
    private bool _loaded;
    private long _verifiedEpoch = -1;
    private Task? _loading;
    private int _folds;
    private int _doubts;

    public TState State => _state;

    public int Version { get; private set; }

    public bool IsLoaded => _loaded;

    /// <summary>Reads the stream unless the state in memory is known to be the newest. Throws <see cref="LogUnavailableException"/>.</summary>
    public Task EnsureCurrent()
    {
        if (_loaded && _verifiedEpoch == services.Epoch.Current)
        {
            return Task.CompletedTask;
        }

        // Interleaved callers share one load.
        return _loading is { IsCompleted: false } running ? running : _loading = Load();
    }

    /// <summary>Takes the stream as empty without reading it: an opening appends at version 0 and the primary key tells if that was wrong.</summary>
    public void AssumeNew()
    {
        _loaded = true;
        _verifiedEpoch = services.Epoch.Current;
    }

    public bool TryFindSeen(CommandId command, out SeenCommand seen) => _seen.TryGetValue(command.Key, out seen);

    /// <summary>Somebody else may have written since the state was verified; a write of ours would tell, a decision to write nothing would not.</summary>
    public bool MayBeBehind => services.Epoch.IsRecent;

    /// <summary>The next <see cref="EnsureCurrent"/> compares with the log, and reads again only when it is behind.</summary>
    public void Doubt()
    {
        _doubts++;
        _verifiedEpoch = -1;
    }

    /// <summary>Forgets what is in memory; the next <see cref="EnsureCurrent"/> reads again.</summary>
    public void Invalidate() => _loaded = false;

    /// <summary>The time of the next row: business time, never before the row before.</summary>
    public DateTimeOffset NextTime()
    {
        // PostgreSQL keeps microseconds: what is answered now must equal what a replay reads.
        var now = new DateTimeOffset(services.Clock.Now.Ticks / 10 * 10, TimeSpan.Zero);
        return now < _lastAt ? _lastAt : now;
    }

    /// <summary>Appends one row with the command's events and folds them after the commit.</summary>
    /// <param name="expected">
    /// The version the events were decided on. An interleaved call may have written since (a fence against this very command, for one): then this is a
    /// conflict like any other writer's.
    /// </param>
    /// <param name="events">What the command changes.</param>
    /// <param name="origin">Who makes the row.</param>
    /// <param name="at">From <see cref="NextTime"/>.</param>
    /// <param name="after">The state after the row, when deciding folded it already: folding is a good part of a command's cost.</param>
    public async Task<AppendStatus> Commit(int expected, IReadOnlyList<TEvent> events, RowOrigin origin, DateTimeOffset at, TState? after = null)
    {
        if (expected != Version)
        {
            return AppendStatus.Conflict;
        }

        var (data, personal) = codec.Encode(events);
        var row = new LogRow(kind, streamId, expected + 1, at, origin.Actor, origin.CommandId.Value, origin.TraceId, data, personal);
        var status = await services.Log.Append(row, origin.Lane);
        if (status != AppendStatus.Committed)
        {
            if (status is AppendStatus.Conflict or AppendStatus.Unknown)
            {
                Invalidate();
            }

            return status;
        }

        if (Version == expected && _loaded)
        {
            _state = after ?? Folded(_state, events, StampOf(row));
            Advance(StampOf(row));
            OfferSnapshotWhenDue();
        }
        else
        {
            // An interleaved call re-read the stream meanwhile; what it read may or may not hold this row. A load under way is told to repeat itself.
            _folds++;
            Invalidate();
            return await ReadAfterCommit();
        }

        return AppendStatus.Committed;
    }

    private async Task<AppendStatus> ReadAfterCommit()
    {
        try
        {
            await EnsureCurrent();
            return AppendStatus.Committed;
        }
        catch (LogUnavailableException)
        {
            // The row is in the log, but its effect cannot be shown: a retry under the same key will find it.
            Invalidate();
            return AppendStatus.Unknown;
        }
    }

    /// <summary>The state as it was right after row <paramref name="seq"/>; what a replayed answer is folded from.</summary>
    public async Task<(TState State, EventStamp Stamp)> FoldTo(int seq)
    {
        var state = TFold.Empty;
        var stamp = default(EventStamp);
        var rows = await services.Log.Read(streamId, 0, seq, seq);
        foreach (var row in rows)
        {
            stamp = StampOf(row);
            state = Folded(state, codec.Decode(row.Data.Span, row.Personal), stamp);
        }

        return (state, stamp);
    }

    private static TState Folded(TState state, IReadOnlyList<TEvent> events, in EventStamp stamp)
    {
        foreach (var stored in events)
        {
            state = TFold.Apply(state, stored, stamp);
        }

        return state;
    }

    private void Advance(in EventStamp stamp)
    {
        _folds++;
        Version = stamp.Seq;
        _lastAt = stamp.At;
        if (remembersCommands)
        {
            _seen[new CommandId(stamp.CommandId).Key] = new SeenCommand(stamp.Seq, stamp.CommandId);
        }
    }

    private void OfferSnapshotWhenDue()
    {
        if (snapshotType is not null && Version % SnapshotEvery == 0)
        {
            var data = JsonSerializer.SerializeToUtf8Bytes(_state, snapshotType);
            services.Log.OfferSnapshot(new StreamSnapshot(streamId, Version, TFold.FoldVersion, data));
        }
    }

    private static EventStamp StampOf(LogRow row) => new(row.Seq, row.At, row.Actor, row.CommandId);
}
