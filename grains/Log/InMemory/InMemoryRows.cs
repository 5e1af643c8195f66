namespace AfterSales.Log.InMemory;

/// <summary>The rows and snapshots of <see cref="InMemoryEventLog"/>. Not thread-safe: guarded by its owner.</summary>
internal sealed class InMemoryRows
{
    private readonly List<LoggedRow> _log = [];
    private readonly Dictionary<Guid, SortedList<int, LogRow>> _streams = [];
    private readonly Dictionary<(Guid StreamId, int FoldVersion), StreamSnapshot> _snapshots = [];

    public AppendStatus Add(LogRow row)
    {
        if (!_streams.TryGetValue(row.StreamId, out var stream))
        {
            _streams[row.StreamId] = stream = [];
        }

        if (stream.ContainsKey(row.Seq))
        {
            return AppendStatus.Conflict;
        }

        stream.Add(row.Seq, row);

        // One row is one transaction here.
        var place = _log.Count + 1;
        _log.Add(new LoggedRow(new LogCursor((ulong)place, place), row));
        return AppendStatus.Committed;
    }

    public int VersionOf(Guid streamId) => _streams.TryGetValue(streamId, out var stream) ? stream.GetKeyAtIndex(stream.Count - 1) : 0;

    public IEnumerable<LogRow> Of(Guid streamId, int afterSeq, int throughSeq) =>
        _streams.TryGetValue(streamId, out var stream) ? stream.Values.Where(row => row.Seq > afterSeq && row.Seq <= throughSeq) : [];

    public IEnumerable<LoggedRow> After(LogCursor cursor) => _log.Skip((int)cursor.Position);

    public bool Holds(LogCursor place) => place == LogCursor.Start || ((ulong)place.Position == place.Tx && place.Position <= _log.Count);

    public StreamLoad Load(Guid streamId, int foldVersion, bool includeFirst)
    {
        var snapshot = _snapshots.GetValueOrDefault((streamId, foldVersion));
        var tail = Of(streamId, snapshot?.Seq ?? 0, int.MaxValue);
        var first = includeFirst && snapshot is not null ? Of(streamId, 0, 1) : [];
        return new StreamLoad(snapshot, [.. first, .. tail]);
    }

    public void Keep(StreamSnapshot snapshot)
    {
        var key = (snapshot.StreamId, snapshot.FoldVersion);
        if (!_snapshots.TryGetValue(key, out var known) || known.Seq < snapshot.Seq)
        {
            _snapshots[key] = snapshot;
        }
    }
}
